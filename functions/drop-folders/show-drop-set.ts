import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import { findSetOf, findVisibleFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { SetStore } from './set-store.ts';
import { viewSet } from './views.ts';

/** Shows one set. */
export const makeShowDropSet =
  ({
    folders,
    sets,
  }: {
    folders: Pick<FolderStore, 'find'>;
    sets: Pick<SetStore, 'find'>;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'showDropSet'>> =>
  async ({ params, caller, request }) => {
    const folder = await findVisibleFolder(folders, params.id, caller);
    return ok(viewSet(await findSetOf(sets, folder, params.set), request.language));
  };
