import type { Operation } from '../platform/api.ts';
import { masksFor } from '../platform/column-mask.ts';
import { ApiError, errorCodes } from '../platform/errors.ts';
import type { MaskDownload } from '../platform/masked-copy.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { filesRoutes } from './contract.ts';
import { findVisible } from './find-file.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileStore } from './store.ts';
import { viewFile } from './views.ts';

/**
 * Shows a file; a ready one with a URL that downloads exactly the bytes that were checked, or, where columns are masked for
 * the caller, a copy without their values. Who uploaded a file has it whole.
 */
export const makeShowFile =
  ({
    store,
    objects,
    maskDownload,
  }: {
    store: FileStore;
    objects: Pick<ObjectStore, 'signDownload' | 'signInternalRead'>;
    maskDownload: MaskDownload;
  }): Operation<RouteOf<typeof filesRoutes, 'showFile'>> =>
  async ({ params, caller, request }) => {
    const file = await findVisible(store, params.id, caller);
    const shown = { ...viewFile(file), download_url: null, download_refused: null };
    if (file.status !== 'ready') return ok(shown);
    const masks = file.ownerId === caller.userId ? [] : masksFor(caller);
    const maskable = { ...file, place: file.id, signRead: () => objects.signInternalRead(file) };
    try {
      // Without masks, as nearly always, nothing of the copies is loaded.
      const masked = masks.length === 0 ? undefined : await maskDownload(maskable, masks);
      return ok({ ...shown, download_url: masked ?? (await objects.signDownload(file)) });
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.code !== errorCodes.conflict) throw thrown;
      return ok({ ...shown, download_refused: thrown.text[request.language] });
    }
  };
