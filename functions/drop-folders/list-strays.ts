import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import { findVisibleFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { StrayStore } from './stray-store.ts';
import { viewStray } from './views.ts';

/** Lists the files that belong to no set, newest first. */
export const makeListStrays =
  ({
    folders,
    strays,
    cursors,
  }: {
    folders: Pick<FolderStore, 'find'>;
    strays: Pick<StrayStore, 'list'>;
    cursors: Cursors;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'listStrays'>> =>
  async ({ params, query: { page_size, cursor }, caller, request }) => {
    const folder = await findVisibleFolder(folders, params.id, caller);
    const scope = ['listStrays', caller.userId, folder.id];
    const page = await collectPage(
      { read: (after, limit) => strays.list(folder.id, after, limit), positionOf: ({ id }) => id },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: page.rows.map((stray) => viewStray(stray, request.language)),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
