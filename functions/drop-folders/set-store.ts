import { createConversions, createWriteTransaction } from 'electrodb';
import { committed, conditionHeld } from '../platform/conditional-write.ts';
import { TRIGGER_KEY_SECONDS } from '../platform/idempotency.ts';
import type { Table } from '../platform/table.ts';
import { type DropSet, dropSetRow, isOpen } from './drop-set.ts';
import {
  makeArrivalEntity,
  makeContentEntity,
  makeOpenEntity,
  makeSetEntity,
  setsToSweep,
} from './entities.ts';
import type { Chunk } from './folder-store.ts';

/** Where sets are kept, and which objects they were made of. Reads by key are strongly consistent. */
export interface SetStore {
  find(id: string): Promise<DropSet | undefined>;
  findOpen(folderId: string, keyHash: string): Promise<DropSet | undefined>;
  /** Newest first, after an id. */
  list(folderId: string, after: string | undefined, limit: number): Promise<Chunk<DropSet>>;
  listOpen(folderId: string, limit: number): Promise<readonly DropSet[]>;
  /** What the sweeper is to look at by now, the longest due first. */
  listDue(now: string, limit: number): Promise<readonly DropSet[]>;
  /** The set or stray that a version of an object became. */
  findArrival(arrivalId: string): Promise<string | undefined>;
  /** Writes a new open set with its first arrival; false: there is one for its key, or the arrival is known. */
  begin(set: DropSet, arrivalId: string, now: number): Promise<boolean>;
  /** Writes `after` in the place of `before`, with an arrival; false: somebody was quicker, or the arrival is known. */
  take(before: DropSet, after: DropSet, arrivalId: string, now: number): Promise<boolean>;
  /** Writes `after` in the place of `before`; a set that is open no more makes room for the next one of its key. */
  replace(before: DropSet, after: DropSet): Promise<boolean>;
  /** Claims a content for a set unless another set has it; answers whose it is then. */
  claimContent(folderId: string, hash: string, setId: string): Promise<string>;
  /** Hands a content from a set that did not run to another; false: it was somebody else's. */
  handContent(folderId: string, hash: string, from: string, to: string): Promise<boolean>;
}

/** The row of the arrival in a transaction. */
export const arrivalRow = (id: string, subject: string, now: number) => ({
  id,
  subject,
  expiresAt: Math.ceil(now / 1000) + TRIGGER_KEY_SECONDS,
});

/** Sets in the table. */
export const makeSetStore = (table: Table): SetStore => {
  const sets = makeSetEntity(table);
  const openSets = makeOpenEntity(table);
  const arrivals = makeArrivalEntity(table);
  const contents = makeContentEntity(table);
  const { byFolder } = createConversions(sets).byAccessPattern;
  const setOf = ({ document }: { document: string }): DropSet => dropSetRow.parse(JSON.parse(document));
  const rowOf = (set: DropSet) => ({
    id: set.id,
    folderId: set.folderId,
    status: set.status,
    dueAt: set.dueAt ?? '',
    work: setsToSweep,
    revision: set.revision,
    document: JSON.stringify(set),
  });
  const next = (before: DropSet, after: DropSet): DropSet => ({ ...after, revision: before.revision + 1 });
  const find = async (id: string): Promise<DropSet | undefined> => {
    const { data } = await sets.get({ id }).go({ consistent: true });
    return data === null ? undefined : setOf(data);
  };

  return {
    find,
    findOpen: async (folderId, keyHash) => {
      const { data } = await openSets.get({ folderId, keyHash }).go({ consistent: true });
      return data === null ? undefined : find(data.setId);
    },
    list: async (folderId, after, limit) => {
      const start = after === undefined ? null : byFolder.fromComposite.toCursor({ folderId, id: after });
      const { data, cursor } = await sets.query
        .byFolder({ folderId })
        .go({ cursor: start, limit, order: 'desc' });
      return { rows: data.map(setOf), end: cursor === null };
    },
    listOpen: async (folderId, limit) =>
      (await sets.query.open({ folderId }).go({ limit, order: 'desc' })).data.map(setOf),
    listDue: async (now, limit) => {
      const { data } = await sets.query
        .due({ work: setsToSweep })
        .between({ dueAt: '' }, { dueAt: now, id: '~' }) // behind every id
        .go({ limit });
      return data.map(setOf);
    },
    findArrival: async (id) => (await arrivals.get({ id }).go({ consistent: true })).data?.subject,
    begin: async (set, arrivalId, now) =>
      committed(
        await createWriteTransaction({ sets, openSets, arrivals }, (write) => [
          write.sets.create(rowOf(set)).commit(),
          write.openSets.create({ folderId: set.folderId, keyHash: set.keyHash, setId: set.id }).commit(),
          write.arrivals.create(arrivalRow(arrivalId, set.id, now)).commit(),
        ]).go(),
      ),
    take: async (before, after, arrivalId, now) =>
      committed(
        await createWriteTransaction({ sets, arrivals }, (write) => [
          write.sets
            .put(rowOf(next(before, after)))
            .where(({ revision }, { eq }) => eq(revision, before.revision))
            .commit(),
          write.arrivals.create(arrivalRow(arrivalId, before.id, now)).commit(),
        ]).go(),
      ),
    replace: async (before, after) =>
      committed(
        await createWriteTransaction({ sets, openSets }, (write) => [
          write.sets
            .put(rowOf(next(before, after)))
            .where(({ revision }, { eq }) => eq(revision, before.revision))
            .commit(),
          ...(isOpen(before) && !isOpen(after)
            ? [write.openSets.delete({ folderId: before.folderId, keyHash: before.keyHash }).commit()]
            : []),
        ]).go(),
      ),
    claimContent: async (folderId, hash, setId) => {
      if (await conditionHeld(() => contents.create({ folderId, hash, setId }).go())) return setId;
      const { data } = await contents.get({ folderId, hash }).go({ consistent: true });
      return data?.setId ?? setId;
    },
    handContent: (folderId, hash, from, to) =>
      conditionHeld(() =>
        contents
          .put({ folderId, hash, setId: to })
          .where(({ setId }, { eq }) => eq(setId, from))
          .go(),
      ),
  };
};
