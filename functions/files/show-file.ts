import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { filesRoutes } from './contract.ts';
import { findVisible } from './find-file.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileStore } from './store.ts';
import { viewFile } from './views.ts';

/** Shows a file; a ready one with a URL that downloads exactly the bytes that were checked. */
export const makeShowFile =
  ({
    store,
    objects,
  }: {
    store: FileStore;
    objects: Pick<ObjectStore, 'signDownload'>;
  }): Operation<RouteOf<typeof filesRoutes, 'showFile'>> =>
  async ({ params, caller }) => {
    const file = await findVisible(store, params.id, caller);
    const download_url = file.status === 'ready' ? await objects.signDownload(file) : null;
    return ok({ ...viewFile(file), download_url });
  };
