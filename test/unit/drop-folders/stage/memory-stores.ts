import type { DropFolder } from '../../../../functions/drop-folders/drop-folder.ts';
import { type DropSet, isOpen } from '../../../../functions/drop-folders/drop-set.ts';
import type { FolderStore } from '../../../../functions/drop-folders/folder-store.ts';
import type { SetStore } from '../../../../functions/drop-folders/set-store.ts';
import type { Stray } from '../../../../functions/drop-folders/stray.ts';
import type { StrayStore } from '../../../../functions/drop-folders/stray-store.ts';

/** Rows as JSON, so that nobody shares an object with the store. */
const makeRows = <Row>() => {
  const rows = new Map<string, string>();
  const read = (id: string): Row | undefined => {
    const row = rows.get(id);
    return row === undefined ? undefined : (JSON.parse(row) as Row);
  };
  const newest = (): Row[] =>
    [...rows.keys()]
      .sort()
      .reverse()
      .flatMap((id) => read(id) ?? []);
  const page = (kept: (row: Row & { id: string }) => boolean, after: string | undefined, limit: number) => {
    const found = (newest() as (Row & { id: string })[]).filter(
      (row) => kept(row) && (after === undefined || row.id < after),
    );
    return { rows: found.slice(0, limit), end: found.length <= limit };
  };
  return { rows, read, newest, page, write: (id: string, row: Row) => rows.set(id, JSON.stringify(row)) };
};

/** Drop folders, sets and strays in memory, with the conditions of the real stores; a suite holds both to the same behaviour. */
export const makeMemoryStores = () => {
  const folderRows = makeRows<DropFolder>();
  const setRows = makeRows<DropSet>();
  const strayRows = makeRows<Stray>();
  const open = new Map<string, string>();
  const arrivals = new Map<string, string>();
  const contents = new Map<string, string>();
  const keys = new Map<string, string>();

  const folders: FolderStore = {
    create: async (folder, claim) => {
      if (folderRows.newest().some(({ name }) => name === folder.name)) return false;
      if (claim !== undefined && keys.has(claim.key.id)) return false;
      folderRows.write(folder.id, folder);
      if (claim !== undefined) keys.set(claim.key.id, claim.subject);
      return true;
    },
    find: async (id) => folderRows.read(id),
    findAll: async (ids) => folderRows.newest().filter(({ id }) => ids.includes(id)),
    findByName: async (name) => folderRows.newest().find((folder) => folder.name === name),
    list: async (shelf, after, limit) =>
      folderRows.page(
        ({ owner, department }) =>
          shelf.by === 'everybody' ||
          (shelf.by === 'owner' ? owner === shelf.owner : department === shelf.department),
        after,
        limit,
      ),
    listAll: async () => folderRows.newest(),
    replace: async (folder, expected) => {
      if (folderRows.read(folder.id)?.version !== expected) return false;
      folderRows.write(folder.id, folder);
      return true;
    },
    remove: async (folder) => {
      if (folderRows.read(folder.id)?.version !== folder.version) return false;
      return folderRows.rows.delete(folder.id);
    },
    findEarlier: async (key) => (key === undefined ? undefined : keys.get(key.id)),
  };

  const place = (set: Pick<DropSet, 'folderId' | 'keyHash'>): string => `${set.folderId} ${set.keyHash}`;
  const isCurrent = (before: DropSet): boolean => setRows.read(before.id)?.revision === before.revision;
  const sets: SetStore = {
    find: async (id) => setRows.read(id),
    findOpen: async (folderId, keyHash) => setRows.read(open.get(place({ folderId, keyHash })) ?? ''),
    list: async (folderId, after, limit) => setRows.page((set) => set.folderId === folderId, after, limit),
    listOpen: async (folderId, limit) =>
      setRows.page((set) => set.folderId === folderId && isOpen(set), undefined, limit).rows,
    listDue: async (now, limit) =>
      setRows
        .newest()
        .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
        .sort((one, other) => ((one.dueAt ?? '') < (other.dueAt ?? '') ? -1 : 1))
        .slice(0, limit),
    findArrival: async (id) => arrivals.get(id),
    begin: async (set, arrivalId) => {
      if (open.has(place(set)) || arrivals.has(arrivalId) || setRows.rows.has(set.id)) return false;
      setRows.write(set.id, set);
      open.set(place(set), set.id);
      arrivals.set(arrivalId, set.id);
      return true;
    },
    take: async (before, after, arrivalId) => {
      if (!isCurrent(before) || arrivals.has(arrivalId)) return false;
      setRows.write(after.id, { ...after, revision: before.revision + 1 });
      arrivals.set(arrivalId, before.id);
      return true;
    },
    replace: async (before, after) => {
      if (!isCurrent(before)) return false;
      setRows.write(after.id, { ...after, revision: before.revision + 1 });
      if (isOpen(before) && !isOpen(after)) open.delete(place(before));
      return true;
    },
    claimContent: async (folderId, hash, setId) => {
      const holder = contents.get(`${folderId} ${hash}`) ?? setId;
      contents.set(`${folderId} ${hash}`, holder);
      return holder;
    },
    handContent: async (folderId, hash, from, to) => {
      if (contents.get(`${folderId} ${hash}`) !== from) return false;
      contents.set(`${folderId} ${hash}`, to);
      return true;
    },
  };

  const strays: StrayStore = {
    create: async (stray, arrivalId) => {
      if (arrivals.has(arrivalId)) return false;
      strayRows.write(stray.id, stray);
      arrivals.set(arrivalId, stray.id);
      return true;
    },
    find: async (id) => strayRows.read(id),
    list: async (folderId, after, limit) =>
      strayRows.page((stray) => stray.folderId === folderId, after, limit),
    put: async (stray) => {
      strayRows.write(stray.id, stray);
    },
    remove: async (id) => {
      strayRows.rows.delete(id);
    },
  };
  return { folders, sets, strays };
};

export type MemoryStores = ReturnType<typeof makeMemoryStores>;
