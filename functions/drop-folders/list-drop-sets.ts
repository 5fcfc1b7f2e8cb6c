import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { DropSet } from './drop-set.ts';
import { findVisibleFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { SetStore } from './set-store.ts';
import { viewSet } from './views.ts';

/** Lists the sets of a drop folder, newest first: what arrived and what is missing. */
export const makeListDropSets =
  ({
    folders,
    sets,
    cursors,
  }: {
    folders: Pick<FolderStore, 'find'>;
    sets: Pick<SetStore, 'list'>;
    cursors: Cursors;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'listDropSets'>> =>
  async ({ params, query: { page_size, cursor, status }, caller, request }) => {
    const folder = await findVisibleFolder(folders, params.id, caller);
    const scope = ['listDropSets', caller.userId, folder.id, status];
    const page = await collectPage(
      {
        read: (after, limit) => sets.list(folder.id, after, limit),
        positionOf: ({ id }: DropSet) => id,
        ...(status === undefined ? {} : { keep: (set: DropSet) => set.status === status }),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: page.rows.map((set) => viewSet(set, request.language)),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
