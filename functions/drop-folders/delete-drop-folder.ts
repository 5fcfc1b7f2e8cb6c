import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { dropFoldersRoutes } from './contract.ts';
import { findManagedFolder, movedOn } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { SetStore } from './set-store.ts';

/** Deletes a drop folder. Its runs, their files and what lies in quarantine stay. */
export const makeDeleteDropFolder =
  ({
    folders,
    sets,
  }: {
    folders: Pick<FolderStore, 'find' | 'remove'>;
    sets: Pick<SetStore, 'listOpen'>;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'deleteDropFolder'>> =>
  async ({ params, query, caller }) => {
    const folder = await findManagedFolder(folders, params.id, caller, query.version, 'triggers.manage');
    if ((await sets.listOpen(folder.id, 1)).length > 0)
      throw conflict(text('a set is open; run or discard it first', '有未完成的文件组，请先运行或放弃它'));
    const change = { resource: { type: 'drop_folder', id: folder.id }, before: folder };
    if (!(await audited(change, () => folders.remove(folder)))) throw movedOn();
    return ok(null);
  };
