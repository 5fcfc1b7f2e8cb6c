import { createConversions, createWriteTransaction } from 'electrodb';
import { unavailable } from '../platform/errors.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import type { Table } from '../platform/table.ts';
import {
  makeContentEntity,
  makeScriptEntity,
  makeVersionEntity,
  scriptOf,
  scriptRow,
  versionOf,
  versionRow,
} from './entities.ts';
import type { Script, ScriptVersion } from './script.ts';

/** Which index a list of scripts is read from; every other filter is applied to what it gives. */
export type Shelf =
  | { readonly by: 'owner'; readonly owner: string }
  | { readonly by: 'category'; readonly category: string }
  /** Restricted ones that were made in a department. */
  | { readonly by: 'department'; readonly department: string }
  /** Of those that are open to everybody; restricted ones are on a shelf of their own. */
  | { readonly by: 'everybody'; readonly archived: boolean }
  | { readonly by: 'restricted'; readonly archived: boolean };

export interface Chunk<Row> {
  readonly rows: readonly Row[];
  readonly end: boolean;
}

/** A change of one script, written as a whole or not at all. */
export interface Change {
  /** The script as it is to be. */
  readonly script: Script;
  /** Its `version` before; undefined: it must not exist. */
  readonly expected: number | undefined;
  /** A version that must not exist, nor its content. */
  readonly added?: ScriptVersion;
  /** A version whose settings change. */
  readonly changed?: ScriptVersion;
  readonly claim?: IdempotencyClaim | undefined;
}

/** Where scripts and their versions are kept. Reads of one row are strongly consistent. */
export interface ScriptStore {
  find(name: string): Promise<Script | undefined>;
  /** Those that exist, in no order. */
  findAll(names: readonly string[]): Promise<readonly Script[]>;
  findVersion(name: string, n: number): Promise<ScriptVersion | undefined>;
  /** The number of the version with this content. */
  findByContent(name: string, sha256: string): Promise<number | undefined>;
  /** Newest first, after a position of `scriptPosition`. */
  list(shelf: Shelf, after: string | undefined, limit: number): Promise<Chunk<Script>>;
  /** Newest first, after a number. */
  listVersions(name: string, after: number | undefined, limit: number): Promise<Chunk<ScriptVersion>>;
  /** Whether the change was written; false: the script has moved on, or the key was claimed meanwhile. */
  save(change: Change, now: number): Promise<boolean>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

/** The place of a script in every list: by creation, then by name. */
export const scriptPosition = (script: Pick<Script, 'createdAt' | 'name'>): string =>
  `${script.createdAt}/${script.name}`;

/** Codes of a cancelled transaction that mean: somebody else was first. */
const lostRace = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'None', undefined]);

/** Scripts in the table. */
export const makeScriptStore = (table: Table): ScriptStore => {
  const scripts = makeScriptEntity(table);
  const versions = makeVersionEntity(table);
  const contents = makeContentEntity(table);
  const keys = makeIdempotencyEntity(table);
  const { byOwner, byCategory, byDepartment, everybody, restricted } =
    createConversions(scripts).byAccessPattern;
  const { primary: byNumber } = createConversions(versions).byAccessPattern;

  const cursorOf = (shelf: Shelf, after: string | undefined): string | null => {
    if (after === undefined) return null;
    const at = after.indexOf('/');
    const place = { createdAt: after.slice(0, at), name: after.slice(at + 1) };
    if (shelf.by === 'owner') return byOwner.fromComposite.toCursor({ ...place, owner: shelf.owner });
    if (shelf.by === 'category')
      return byCategory.fromComposite.toCursor({ ...place, category: shelf.category });
    if (shelf.by === 'department')
      return byDepartment.fromComposite.toCursor({ ...place, department: shelf.department });
    const list = shelf.by === 'restricted' ? restricted : everybody;
    return list.fromComposite.toCursor({ ...place, archived: shelf.archived });
  };
  const queryOf = (shelf: Shelf) => {
    if (shelf.by === 'owner') return scripts.query.byOwner({ owner: shelf.owner });
    if (shelf.by === 'category') return scripts.query.byCategory({ category: shelf.category });
    if (shelf.by === 'department') return scripts.query.byDepartment({ department: shelf.department });
    const { archived } = shelf;
    return shelf.by === 'restricted'
      ? scripts.query.restricted({ archived })
      : scripts.query.everybody({ archived });
  };

  return {
    find: async (name) => {
      const { data } = await scripts.get({ name }).go({ consistent: true });
      return data === null ? undefined : scriptOf(data);
    },
    findAll: async (names) => {
      if (names.length === 0) return [];
      const { data, unprocessed } = await scripts.get(names.map((name) => ({ name }))).go();
      if (unprocessed.length > 0) throw unavailable(new Error('some scripts were not read'));
      return data.map(scriptOf);
    },
    findVersion: async (name, n) => {
      const { data } = await versions.get({ name, n }).go({ consistent: true });
      return data === null ? undefined : versionOf(data);
    },
    findByContent: async (name, sha256) =>
      (await contents.get({ name, sha256 }).go({ consistent: true })).data?.n,
    list: async (shelf, after, limit) => {
      const { data, cursor } = await queryOf(shelf).go({
        cursor: cursorOf(shelf, after),
        limit,
        order: 'desc',
      });
      return { rows: data.map(scriptOf), end: cursor === null };
    },
    listVersions: async (name, after, limit) => {
      const start = after === undefined ? null : byNumber.fromComposite.toCursor({ name, n: after });
      const { data, cursor } = await versions.query
        .primary({ name })
        .go({ cursor: start, limit, order: 'desc', consistent: true });
      return { rows: data.map(versionOf), end: cursor === null };
    },
    save: async ({ script, expected, added, changed, claim }, now) => {
      const result = await createWriteTransaction({ scripts, versions, contents, keys }, (write) => [
        expected === undefined
          ? write.scripts.create(scriptRow(script)).commit()
          : write.scripts
              .put(scriptRow(script))
              .where(({ version }, { eq }) => eq(version, expected))
              .commit(),
        ...(added === undefined
          ? []
          : [
              write.versions.create(versionRow(added)).commit(),
              write.contents.create({ name: added.name, sha256: added.sha256, n: added.n }).commit(),
            ]),
        ...(changed === undefined ? [] : [write.versions.put(versionRow(changed)).commit()]),
        ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
      ]).go();
      if (!result.canceled) return true;
      const codes = result.data.map((item) => item.code);
      if (codes.every((code) => lostRace.has(code))) return false;
      throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
    },
    findEarlier: (key, now) => findEarlier(keys, key, now),
  };
};
