import type { Operation } from '../platform/api.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { filesRoutes } from './contract.ts';
import type { StoredFile } from './file.ts';
import type { FileStore, Shelf } from './store.ts';

type ListFolders = RouteOf<typeof filesRoutes, 'listFolders'>;

/** Files looked through for their folders, newest first, and how many one read brings. */
const MOST_FILES = 10_000;
const READ_FILES = 1000;

const shelfOf = (caller: Caller): Shelf =>
  may(caller, 'files.read.all') ? { by: 'everybody' } : { by: 'owner', owner: caller.username };

const isCounted = (file: StoredFile, caller: Caller): boolean =>
  file.status === 'ready' && (file.ownerId === caller.userId || may(caller, 'files.read.all'));

/**
 * The folders that the caller's files are in (everybody's for those who may read all), by name, each with the number
 * of its files. A folder is there as long as a file is in it; `complete` is false when there are more files than are
 * looked through.
 */
export const makeListFolders =
  ({ store, now }: { store: Pick<FileStore, 'list'>; now: () => number }): Operation<ListFolders> =>
  async ({ caller }) => {
    const counts = new Map<string, number>();
    let end = false;
    let after: string | undefined;
    for (let seen = 0; !end && seen < MOST_FILES; ) {
      const chunk = await store.list(shelfOf(caller), after, READ_FILES, now());
      for (const { folder } of chunk.rows.filter((file) => isCounted(file, caller)))
        if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
      seen += chunk.rows.length;
      after = chunk.rows.at(-1)?.id;
      end = chunk.end || after === undefined;
    }
    const items = [...counts].map(([name, files]) => ({ name, files }));
    return ok({ items: items.sort((a, b) => (a.name < b.name ? -1 : 1)), complete: end });
  };
