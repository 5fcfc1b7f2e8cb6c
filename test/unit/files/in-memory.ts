import type { StoredFile } from '../../../functions/files/file.ts';
import type { ObjectStore, StoredObject } from '../../../functions/files/object-store.ts';
import type { FileStore, Shelf } from '../../../functions/files/store.ts';
import { inMemoryKeys } from '../platform/in-memory-keys.ts';

const isOn = (shelf: Shelf, file: StoredFile): boolean =>
  shelf.by === 'everybody' ||
  (shelf.by === 'department'
    ? file.department === shelf.department
    : file.owner === shelf.owner && (shelf.by === 'owner' || file.folder === shelf.folder));

/** Files in memory that behave like the table's: test/integration runs the same suite on the real ones. */
export const inMemoryFiles = (): FileStore & { readonly rows: Map<string, StoredFile> } => {
  const rows = new Map<string, StoredFile>();
  const keys = inMemoryKeys();
  return {
    rows,
    create: async (file, claim, now) => {
      if (rows.has(file.id) || !keys.isFree(claim, now)) return false;
      rows.set(file.id, file);
      keys.claim(claim, now);
      return true;
    },
    find: async (id) => rows.get(id),
    findAll: async (ids) =>
      [...new Set(ids)].flatMap((id) => {
        const file = rows.get(id);
        return file === undefined ? [] : [file];
      }),
    move: async (file, expected) => {
      const row = rows.get(file.id);
      if (row?.status !== expected || row.version !== file.version) return false;
      rows.set(file.id, file);
      return true;
    },
    replace: async (file) => {
      const row = rows.get(file.id);
      if (row?.status !== 'ready' || row.version !== file.version - 1) return false;
      rows.set(file.id, file);
      return true;
    },
    remove: async (id) => {
      rows.delete(id);
    },
    list: async (shelf, after, limit) => {
      const found = [...rows.values()]
        .filter((file) => isOn(shelf, file) && (after === undefined || file.id < after))
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      return { rows: found.slice(0, limit), end: found.length <= limit };
    },
    listDue: async (now, limit) =>
      [...rows.values()]
        .filter(({ sweepAt }) => sweepAt !== undefined && sweepAt <= now)
        .sort((a, b) => ((a.sweepAt ?? '') < (b.sweepAt ?? '') ? -1 : 1))
        .slice(0, limit),
    findEarlier: keys.findEarlier,
  };
};

/** Objects in memory; `arrive` is what an upload does. */
export const inMemoryObjects = () => {
  const stored = new Map<string, StoredObject>();
  const removed: string[] = [];
  const objects: ObjectStore = {
    signUpload: async (file) => ({
      url: `https://s3.test/${file.id}?signed`,
      headers: { 'x-size': String(file.size) },
    }),
    signDownload: async (file) => `https://s3.test/${file.id}?version=${file.versionId}`,
    signInternalRead: async (file) => `https://inside.test/${file.id}?version=${file.versionId}`,
    head: async (file) => stored.get(file.id),
    remove: async (file) => {
      removed.push(file.id);
      stored.delete(file.id);
    },
  };
  return {
    objects,
    removed,
    arrive: (id: string, object: Partial<StoredObject> = {}) =>
      stored.set(id, { size: 3, sha256: 'a'.repeat(64), versionId: 'v1', ...object }),
  };
};
