import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { CountFolder } from './count-folder.ts';
import { findVisibleFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import { viewFolder } from './views.ts';

/** Shows a drop folder. */
export const makeShowDropFolder =
  ({
    folders,
    countFolder,
  }: {
    folders: Pick<FolderStore, 'find'>;
    countFolder: CountFolder;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'showDropFolder'>> =>
  async ({ params, caller }) => {
    const folder = await findVisibleFolder(folders, params.id, caller);
    return ok(viewFolder(folder, await countFolder(folder.id)));
  };
