import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { admitRows, readableRows } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { filesRoutes } from './contract.ts';
import type { StoredFile } from './file.ts';
import { fileKind, shelvesOfFiles } from './readable-files.ts';
import type { FileStore } from './store.ts';
import { viewFile } from './views.ts';

type ListFiles = RouteOf<typeof filesRoutes, 'listFiles'>;
type Filters = Omit<QueryOf<ListFiles>, 'page_size' | 'cursor'>;

const isListed = (file: StoredFile, { owner, folder, q }: Filters): boolean =>
  file.status !== 'deleting' &&
  (owner === undefined || file.owner === owner) &&
  (folder === undefined || file.folder === folder) &&
  (q === undefined || file.name.toLowerCase().includes(q.toLowerCase()));

/** Lists the files that the caller may see, newest first. */
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
    const scope = ['listFiles', caller.userId, filters.owner, filters.folder, filters.q];
    const { read } = await readableRows(caller, fileKind, shelvesOfFiles(store, caller, filters, now()));
    const page = await collectPage(
      {
        read,
        positionOf: fileKind.positionOf,
        keep: (file) => isListed(file, filters),
        admit: admitRows(caller, fileKind),
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
