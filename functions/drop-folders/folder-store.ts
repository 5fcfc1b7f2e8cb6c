import { createConversions, createWriteTransaction } from 'electrodb';
import { committed, conditionHeld } from '../platform/conditional-write.ts';
import { unavailable } from '../platform/errors.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import type { Table } from '../platform/table.ts';
import { type DropFolder, dropFolderRow } from './drop-folder.ts';
import { everyFolder, makeFolderEntity, makeNameEntity } from './entities.ts';

/** Which index a list of drop folders is read from. */
export type Shelf =
  | { readonly by: 'owner'; readonly owner: string }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'everybody' };

export interface Chunk<Row> {
  readonly rows: readonly Row[];
  readonly end: boolean;
}

/** Where drop folders are kept. Reads of one are strongly consistent. */
export interface FolderStore {
  /** Writes a new one; false: its name is taken, or the idempotency key was claimed meanwhile. */
  create(folder: DropFolder, claim: IdempotencyClaim | undefined, now: number): Promise<boolean>;
  find(id: string): Promise<DropFolder | undefined>;
  /** Those that exist, in no order. */
  findAll(ids: readonly string[]): Promise<readonly DropFolder[]>;
  findByName(name: string): Promise<DropFolder | undefined>;
  /** Newest first, after an id. */
  list(shelf: Shelf, after: string | undefined, limit: number): Promise<Chunk<DropFolder>>;
  listAll(): Promise<readonly DropFolder[]>;
  /** Writes a folder anew while its version is the expected one; false: it has moved on. */
  replace(folder: DropFolder, expected: number): Promise<boolean>;
  remove(folder: DropFolder): Promise<boolean>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

/** Drop folders in the table. */
export const makeFolderStore = (table: Table): FolderStore => {
  const folders = makeFolderEntity(table);
  const names = makeNameEntity(table);
  const keys = makeIdempotencyEntity(table);
  const { byOwner, byDepartment, everybody } = createConversions(folders).byAccessPattern;
  const folderOf = ({ document }: { document: string }): DropFolder =>
    dropFolderRow.parse(JSON.parse(document));
  const rowOf = (folder: DropFolder) => ({
    id: folder.id,
    owner: folder.owner,
    department: folder.department ?? '',
    list: everyFolder,
    version: folder.version,
    document: JSON.stringify(folder),
  });
  const find = async (id: string): Promise<DropFolder | undefined> => {
    const { data } = await folders.get({ id }).go({ consistent: true });
    return data === null ? undefined : folderOf(data);
  };

  return {
    create: async (folder, claim, now) =>
      committed(
        await createWriteTransaction({ folders, names, keys }, (write) => [
          write.folders.create(rowOf(folder)).commit(),
          write.names.create({ name: folder.name, id: folder.id }).commit(),
          ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
        ]).go(),
      ),
    find,
    findAll: async (ids) => {
      if (ids.length === 0) return [];
      const { data, unprocessed } = await folders.get(ids.map((id) => ({ id }))).go();
      if (unprocessed.length > 0) throw unavailable(new Error('some drop folders were not read'));
      return data.map(folderOf);
    },
    findByName: async (name) => {
      const { data } = await names.get({ name }).go({ consistent: true });
      return data === null ? undefined : find(data.id);
    },
    list: async (shelf, after, limit) => {
      const cursorOf = (): string | null => {
        if (after === undefined) return null;
        if (shelf.by === 'department')
          return byDepartment.fromComposite.toCursor({ department: shelf.department, id: after });
        return shelf.by === 'owner'
          ? byOwner.fromComposite.toCursor({ owner: shelf.owner, id: after })
          : everybody.fromComposite.toCursor({ list: everyFolder, id: after });
      };
      const query =
        shelf.by === 'owner'
          ? folders.query.byOwner({ owner: shelf.owner })
          : shelf.by === 'department'
            ? folders.query.byDepartment({ department: shelf.department })
            : folders.query.everybody({ list: everyFolder });
      const { data, cursor } = await query.go({ cursor: cursorOf(), limit, order: 'desc' });
      return { rows: data.map(folderOf), end: cursor === null };
    },
    listAll: async () => {
      const { data } = await folders.query.everybody({ list: everyFolder }).go({ pages: 'all' });
      return data.map(folderOf);
    },
    replace: (folder, expected) =>
      conditionHeld(() =>
        folders
          .put(rowOf(folder))
          .where(({ version }, { eq }) => eq(version, expected))
          .go(),
      ),
    remove: async (folder) =>
      committed(
        await createWriteTransaction({ folders, names }, (write) => [
          write.folders
            .delete({ id: folder.id })
            .where(({ version }, { eq }) => eq(version, folder.version))
            .commit(),
          write.names.delete({ name: folder.name }).commit(),
        ]).go(),
      ),
    findEarlier: (key, now) => findEarlier(keys, key, now),
  };
};
