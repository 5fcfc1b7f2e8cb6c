import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { CountFolder } from './count-folder.ts';
import { type DropFolder, maySee } from './drop-folder.ts';
import type { FolderStore, Shelf } from './folder-store.ts';
import { viewFolder } from './views.ts';

type ListDropFolders = RouteOf<typeof dropFoldersRoutes, 'listDropFolders'>;
type Filters = Omit<QueryOf<ListDropFolders>, 'page_size' | 'cursor'>;

const shelfOf = (caller: Caller, { owner }: Filters): Shelf => {
  const whose = may(caller, 'triggers.read.all') ? owner : caller.username;
  return whose === undefined ? { by: 'everybody' } : { by: 'owner', owner: whose };
};

const isListed = (folder: DropFolder, caller: Caller, { script, owner, enabled, q }: Filters): boolean =>
  maySee(caller, folder) &&
  (script === undefined || folder.script === script) &&
  (owner === undefined || folder.owner === owner) &&
  (enabled === undefined || String(folder.enabled) === enabled) &&
  (q === undefined || folder.name.includes(q.toLowerCase()));

/** Lists drop folders, newest first, each with how much is going on in it. */
export const makeListDropFolders =
  ({
    folders,
    countFolder,
    cursors,
  }: {
    folders: Pick<FolderStore, 'list'>;
    countFolder: CountFolder;
    cursors: Cursors;
  }): Operation<ListDropFolders> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const { script, owner, enabled, q } = filters;
    const scope = ['listDropFolders', caller.userId, script, owner, enabled, q];
    const shelf = shelfOf(caller, filters);
    const page = await collectPage(
      {
        read: (after, limit) => folders.list(shelf, after, limit),
        positionOf: ({ id }) => id,
        keep: (folder) => isListed(folder, caller, filters),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: await Promise.all(
        page.rows.map(async (folder) => viewFolder(folder, await countFolder(folder.id))),
      ),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
