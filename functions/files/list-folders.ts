import type { Operation } from '../platform/api.ts';
import { admitRows, readableRows } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { filesRoutes } from './contract.ts';
import { folderId } from './file.ts';
import { fileKind, shelvesOfFiles } from './readable-files.ts';
import type { FileStore } from './store.ts';

type ListFolders = RouteOf<typeof filesRoutes, 'listFolders'>;

/** Files looked through for their folders, newest first, and how many one read brings. */
const MOST_FILES = 10_000;
const READ_FILES = 1000;

/**
 * The folders that the files are in that the caller may see, each with whose it is and the number of its files; one's
 * own first, by name. A folder is there as long as a file is in it; `complete` is false when there are more files than are
 * looked through.
 */
export const makeListFolders =
  ({
    store,
    now,
  }: {
    store: Pick<FileStore, 'list' | 'findAll'>;
    now: () => number;
  }): Operation<ListFolders> =>
  async ({ caller }) => {
    const found = new Map<string, { name: string; owner: string; files: number }>();
    let end = false;
    let after: string | undefined;
    const { read } = await readableRows(caller, fileKind, shelvesOfFiles(store, caller, {}, now()));
    const admit = admitRows(caller, fileKind);
    for (let seen = 0; !end && seen < MOST_FILES; ) {
      const chunk = await read(after, READ_FILES);
      const ready = chunk.rows.filter(({ status }) => status === 'ready');
      for (const { owner, folder: name } of admit === undefined ? ready : await admit(ready)) {
        if (name === undefined) continue;
        const id = folderId(owner, name);
        found.set(id, { name, owner, files: (found.get(id)?.files ?? 0) + 1 });
      }
      seen += chunk.rows.length;
      after = chunk.rows.at(-1)?.id;
      end = chunk.end || after === undefined;
    }
    const place = ({ name, owner }: { name: string; owner: string }) =>
      JSON.stringify([owner !== caller.username, name, owner]);
    const items = [...found.values()].sort((a, b) => (place(a) < place(b) ? -1 : 1));
    return ok({ items, complete: end });
  };
