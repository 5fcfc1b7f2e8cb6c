import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Caller } from '../platform/permissions.ts';
import { admitRows, type ListKind, readableRows, type Shelves } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { CountFolder } from './count-folder.ts';
import { type DropFolder, thingOfFolder } from './drop-folder.ts';
import type { FolderStore, Shelf } from './folder-store.ts';
import { viewFolder } from './views.ts';

type ListDropFolders = RouteOf<typeof dropFoldersRoutes, 'listDropFolders'>;
type Filters = Omit<QueryOf<ListDropFolders>, 'page_size' | 'cursor'>;

/** Drop folders as lists know them: the newest first, by their ids. */
const folderKind: ListKind<DropFolder> = {
  type: 'drop_folder',
  action: 'triggers.read',
  thingOf: thingOfFolder,
  positionOf: ({ id }) => id,
  byId: true,
};

type Lister = Pick<FolderStore, 'list' | 'findAll'>;

const shelvesOf = (folders: Lister, caller: Caller, { owner }: Filters): Shelves<DropFolder> => {
  const shelf = (from: Shelf) => ({
    read: (after: string | undefined, limit: number) => folders.list(from, after, limit),
  });
  return {
    everybody: shelf(owner === undefined ? { by: 'everybody' } : { by: 'owner', owner }),
    own: shelf({ by: 'owner', owner: caller.username }),
    department: (department) => shelf({ by: 'department', department }),
    findAll: (ids) => folders.findAll(ids),
  };
};

const isListed = (folder: DropFolder, { script, owner, enabled, q }: Filters): boolean =>
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
    folders: Lister;
    countFolder: CountFolder;
    cursors: Cursors;
  }): Operation<ListDropFolders> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const { script, owner, enabled, q } = filters;
    const scope = ['listDropFolders', caller.userId, script, owner, enabled, q];
    const { read } = await readableRows(caller, folderKind, shelvesOf(folders, caller, filters));
    const page = await collectPage(
      {
        read,
        positionOf: folderKind.positionOf,
        keep: (folder) => isListed(folder, filters),
        admit: admitRows(caller, folderKind),
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
