import type { Caller } from '../platform/permissions.ts';
import type { ListKind, Shelves } from '../platform/readable.ts';
import { type StoredFile, thingOfFile } from './file.ts';
import type { FileStore, Shelf } from './store.ts';

/** Files as lists know them: the newest first, by their ids. */
export const fileKind: ListKind<StoredFile> = {
  type: 'file',
  action: 'files.read',
  thingOf: thingOfFile,
  positionOf: ({ id }) => id,
  byId: true,
};

/** What a request asks for that an index can select. */
interface Asked {
  readonly owner?: string | undefined;
  readonly folder?: string | undefined;
}

const owned = (owner: string, folder: string | undefined): Shelf =>
  folder === undefined ? { by: 'owner', owner } : { by: 'folder', owner, folder };

/** Where files are found, from the narrowest indexes for what is asked. */
export const shelvesOfFiles = (
  store: Pick<FileStore, 'list' | 'findAll'>,
  caller: Caller,
  { owner, folder }: Asked,
  now: number,
): Shelves<StoredFile> => {
  const shelf = (from: Shelf) => ({
    read: (after: string | undefined, limit: number) => store.list(from, after, limit, now),
  });
  return {
    everybody: shelf(owner === undefined ? { by: 'everybody' } : owned(owner, folder)),
    own: shelf(owned(caller.username, folder)),
    department: (department) => shelf({ by: 'department', department }),
    inside: {
      type: 'folder',
      shelf: (id) => {
        const at = id.indexOf('/');
        return shelf({ by: 'folder', owner: id.slice(0, at), folder: id.slice(at + 1) });
      },
    },
    findAll: (ids) => store.findAll(ids),
  };
};
