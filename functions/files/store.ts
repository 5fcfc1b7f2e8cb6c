import { createConversions, createWriteTransaction } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import { unavailable } from '../platform/errors.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import type { Table } from '../platform/table.ts';
import { fileOf, fileRow, makeFileEntity, sweepList } from './entity.ts';
import { monthBefore, monthOf, type StoredFile } from './file.ts';

/** Which index a list of files is read from. */
export type Shelf =
  | { readonly by: 'owner'; readonly owner: string }
  | { readonly by: 'folder'; readonly owner: string; readonly folder: string }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'everybody' };

export interface Chunk {
  readonly rows: readonly StoredFile[];
  readonly end: boolean;
}

/** Where files are kept (their bytes are in the object store). Reads by id are strongly consistent. */
export interface FileStore {
  /** Writes a new file; false: the idempotency key was claimed meanwhile. */
  create(file: StoredFile, claim: IdempotencyClaim | undefined, now: number): Promise<boolean>;
  find(id: string): Promise<StoredFile | undefined>;
  /** Those that exist, in no order. */
  findAll(ids: readonly string[]): Promise<readonly StoredFile[]>;
  /** Writes a file anew while its status is the expected one and nobody renamed it; false: that is not so, or the file is gone. */
  move(file: StoredFile, expected: StoredFile['status']): Promise<boolean>;
  /** Writes a ready file anew as its next version; false: it is at another one, not ready, or gone. */
  replace(file: StoredFile): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Newest first, after an id. */
  list(shelf: Shelf, after: string | undefined, limit: number, now: number): Promise<Chunk>;
  /** What the sweeper is to look at by now. */
  listDue(now: string, limit: number): Promise<readonly StoredFile[]>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

/** No installation is older than this: where the walk through everybody's months ends. */
const FIRST_MONTH = '2025-01';

/** The time in an id: the first ten letters of its ULID are milliseconds in Crockford's base 32. */
const timeOfId = (id: string): number =>
  [...id.slice('file_'.length, 'file_'.length + 10)].reduce(
    (sum, letter) => sum * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter),
    0,
  );

/** Files in the table. */
export const makeFileStore = (table: Table): FileStore => {
  const files = makeFileEntity(table);
  const keys = makeIdempotencyEntity(table);
  const { byOwner, byFolder, byMonth, byDepartment } = createConversions(files).byAccessPattern;

  const listMonths = async (after: string | undefined, limit: number, now: number): Promise<Chunk> => {
    const rows: StoredFile[] = [];
    // A minute more than now: the clock that made an id may have been ahead of this one.
    let month = after === undefined ? monthOf(now + 60_000) : monthOf(timeOfId(after));
    let start = after === undefined ? null : byMonth.fromComposite.toCursor({ month, id: after });
    for (; month >= FIRST_MONTH; month = monthBefore(month), start = null) {
      const { data, cursor } = await files.query
        .byMonth({ month })
        .go({ cursor: start, limit: limit - rows.length, order: 'desc' });
      rows.push(...data.map(fileOf));
      if (rows.length >= limit || cursor !== null) return { rows, end: false };
    }
    return { rows, end: true };
  };

  const put = (file: StoredFile, expected: StoredFile['status'], before: number) =>
    conditionHeld(() =>
      files
        .put(fileRow(file))
        .where(({ status, version }, { eq, notExists }) => {
          const atVersion = eq(version, before);
          return `${eq(status, expected)} AND ${before === 1 ? `(${notExists(version)} OR ${atVersion})` : atVersion}`;
        })
        .go(),
    );

  return {
    create: async (file, claim, now) => {
      const result = await createWriteTransaction({ files, keys }, (write) => [
        write.files.create(fileRow(file)).commit(),
        ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
      ]).go();
      if (!result.canceled) return true;
      const codes = result.data.map(({ code }) => code ?? 'None');
      if (codes.every((code) => ['None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(code)))
        return false;
      throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
    },
    find: async (id) => {
      const { data } = await files.get({ id }).go({ consistent: true });
      return data === null ? undefined : fileOf(data);
    },
    findAll: async (ids) => {
      const unique = [...new Set(ids)].map((id) => ({ id }));
      if (unique.length === 0) return [];
      const { data, unprocessed } = await files.get(unique).go({ consistent: true });
      if (unprocessed.length > 0) throw unavailable(new Error('some files were not read'));
      return data.map(fileOf);
    },
    move: (file, expected) => put(file, expected, file.version),
    replace: (file) => put(file, 'ready', file.version - 1),
    remove: async (id) => {
      await files.delete({ id }).go();
    },
    list: async (shelf, after, limit, now) => {
      if (shelf.by === 'everybody') return listMonths(after, limit, now);
      if (shelf.by === 'department') {
        const { department } = shelf;
        const start =
          after === undefined ? null : byDepartment.fromComposite.toCursor({ department, id: after });
        const { data, cursor } = await files.query
          .byDepartment({ department })
          .go({ cursor: start, limit, order: 'desc' });
        return { rows: data.map(fileOf), end: cursor === null };
      }
      const { owner } = shelf;
      const place = after === undefined ? undefined : { owner, id: after };
      const query =
        shelf.by === 'owner'
          ? files.query.byOwner({ owner })
          : files.query.byFolder({ owner, folder: shelf.folder });
      const cursorOf = () =>
        place === undefined
          ? null
          : shelf.by === 'owner'
            ? byOwner.fromComposite.toCursor(place)
            : byFolder.fromComposite.toCursor({ ...place, folder: shelf.folder });
      const { data, cursor } = await query.go({ cursor: cursorOf(), limit, order: 'desc' });
      return { rows: data.map(fileOf), end: cursor === null };
    },
    listDue: async (now, limit) => {
      const { data } = await files.query
        .toSweep({ work: sweepList })
        .between({ sweepAt: '' }, { sweepAt: now, id: '~' }) // behind every id
        .go({ limit });
      return data.map(fileOf);
    },
    findEarlier: (key, now) => findEarlier(keys, key, now),
  };
};
