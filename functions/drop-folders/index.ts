import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Thing } from '../platform/thing.ts';
import { thingOfFolder } from './drop-folder.ts';
import { arrivalId, dropKey } from './drop-keys.ts';
import { makeFolderStore } from './folder-store.ts';
import { makeSetStore } from './set-store.ts';
import { makeStrayStore } from './stray-store.ts';

export { dropKey, MAX_KEY_BYTES } from './drop-keys.ts';

/** What the directory of one machine needs of drop folders. */
export interface DropFates {
  listFolders(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** What became of an object: nothing yet, taken into a set, or a stray (with the reason). */
  fateOf(
    name: string,
    path: string,
    versionId: string,
  ): Promise<'pending' | 'taken' | { readonly stray: string }>;
  /** Whether a file of this path and size was taken in since then (milliseconds since 1970). */
  wasTaken(folderId: string, path: string, size: number, since: number): Promise<boolean>;
}

/** How many of the newest sets and strays are looked at: those since a restart. */
const NEWEST = 100;

export const openDropFates = (table: Table, bucket: string): DropFates => {
  const folders = makeFolderStore(table);
  const sets = makeSetStore(table);
  const strays = makeStrayStore(table);
  return {
    listFolders: async () => (await folders.listAll()).map(({ id, name }) => ({ id, name })),
    fateOf: async (name, path, versionId) => {
      const subject = await sets.findArrival(arrivalId(bucket, dropKey(name, path), versionId));
      if (subject === undefined) return 'pending';
      if (!subject.startsWith('stray_')) return 'taken';
      const stray = await strays.find(subject);
      return stray === undefined ? 'taken' : { stray: `${stray.reason.en}\n${stray.reason['zh-CN']}\n` };
    },
    wasTaken: async (folderId, path, size, since) => {
      const isIt = (file: { path: string; size: number; arrivedAt: string }): boolean =>
        file.path === path && file.size === size && Date.parse(file.arrivedAt) >= since;
      const [newestSets, newestStrays] = await Promise.all([
        sets.list(folderId, undefined, NEWEST),
        strays.list(folderId, undefined, NEWEST),
      ]);
      return newestSets.rows.some(({ files }) => files.some(isIt)) || newestStrays.rows.some(isIt);
    },
  };
};

/** Finds a drop folder as decisions know it. */
export const makeFindDropFolderThing = (table: Table): ((id: string) => Promise<Thing | undefined>) => {
  const find = once(() => makeFolderStore(table));
  return async (id) => {
    const found = await find().find(id);
    return found === undefined ? undefined : thingOfFolder(found);
  };
};
