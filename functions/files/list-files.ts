import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { filesRoutes } from './contract.ts';
import type { StoredFile } from './file.ts';
import type { FileStore, Shelf } from './store.ts';
import { viewFile } from './views.ts';

type ListFiles = RouteOf<typeof filesRoutes, 'listFiles'>;
type Filters = Omit<QueryOf<ListFiles>, 'page_size' | 'cursor'>;

/** The narrowest index for what the caller may see and asks for. */
const shelfOf = (caller: Caller, { owner, folder }: Filters): Shelf => {
  const whose = may(caller, 'files.read.all') ? owner : caller.username;
  if (whose === undefined) return { by: 'everybody' };
  return folder === undefined ? { by: 'owner', owner: whose } : { by: 'folder', owner: whose, folder };
};

const isListed = (file: StoredFile, caller: Caller, { owner, folder, q }: Filters): boolean =>
  file.status !== 'deleting' &&
  (file.ownerId === caller.userId || may(caller, 'files.read.all')) &&
  (owner === undefined || file.owner === owner) &&
  (folder === undefined || file.folder === folder) &&
  (q === undefined || file.name.toLowerCase().includes(q.toLowerCase()));

/** Lists the caller's files, or everybody's for those who may read all; newest first. */
export const makeListFiles =
  ({
    store,
    cursors,
    now,
  }: {
    store: FileStore;
    cursors: Cursors;
    now: () => number;
  }): Operation<ListFiles> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const shelf = shelfOf(caller, filters);
    const scope = ['listFiles', caller.userId, shelf, filters.owner, filters.folder, filters.q];
    const page = await collectPage(
      {
        read: (after, limit) => store.list(shelf, after, limit, now()),
        positionOf: ({ id }) => id,
        keep: (file) => isListed(file, caller, filters),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: page.rows.map(viewFile),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
