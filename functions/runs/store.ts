import { createWriteTransaction } from 'electrodb';
import { checkReady, makeFileEntity } from '../files/index.ts';
import { conditionHeld } from '../platform/conditional-write.ts';
import { unavailable } from '../platform/errors.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { makeLedgerEntity, makeQueueEntryEntity } from './admission/entities.ts';
import type { Ledger } from './admission/ledger.ts';
import { queueEntryOf } from './admission/queue-entry.ts';
import { entryKey, ledgerRow } from './admission/queue-rows.ts';
import {
  expiryList,
  makeInputsEntity,
  makeOutboxEntity,
  makePinEntity,
  makeRunEntity,
  workLists,
} from './entities.ts';
import { isFinal, type Run, runRowSchema } from './run.ts';
import { monthBefore, monthOf, type Span, timeOfId } from './run-ids.ts';
import { type RunInputs, runInputsSchema } from './run-inputs.ts';
import { makeRunPins } from './run-pins.ts';
import { codesOf, committed, outboxRow, runRow } from './run-rows.ts';

/** Which index a list of runs is read from. */
export type Shelf =
  | { readonly by: 'owner'; readonly username: string }
  | { readonly by: 'script'; readonly script: string }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'file'; readonly fileId: string }
  | { readonly by: 'everybody' };

export interface Chunk {
  readonly rows: readonly Run[];
  readonly end: boolean;
}

/** An execution that is to be started. */
export interface Waiting {
  readonly id: string;
  readonly execution: string;
  /** Since when, in milliseconds since 1970. */
  readonly since: number;
}

/** A decision about slots. */
export interface LedgerChange {
  readonly before: Ledger;
  readonly after: Ledger;
}

/** What a run is written with. */
export interface NewRunRows {
  readonly inputs: RunInputs;
  readonly claim: IdempotencyClaim | undefined;
  /** Given for a run that has its slot from the beginning. */
  readonly ledger: LedgerChange | undefined;
}

/** What came of writing a run: `taken`: its key belongs to another run; `contended`: others wrote the same rows, try again. */
export type Created = 'written' | 'taken' | 'contended' | { readonly gone: readonly string[] };

/** Where runs are kept. Reads by id are strongly consistent; lists and work lists may lag behind by moments. */
export interface RunStore {
  /**
   * Pins the run's files; then writes, in one transaction, the run, its inputs, the claimed key, and its slot with the outbox
   * row, or else its place in the queue, on condition that all files are ready: `gone` are those that are not.
   */
  create(run: Run, rows: NewRunRows, now: number): Promise<Created>;
  find(id: string): Promise<Run | undefined>;
  /** Those that exist, in no order. */
  findAll(ids: readonly string[]): Promise<readonly Run[]>;
  findInputs(id: string): Promise<RunInputs | undefined>;
  /**
   * Writes `after` in the place of `before`; false: somebody was quicker. In the same transaction the end of a run
   * releases its files, its outbox row and its place in the queue, and a further execution gets an outbox row.
   */
  replace(before: Run, after: Run): Promise<boolean>;
  /** Newest first, within a span of ids, after an id. */
  list(shelf: Shelf, span: Span, after: string | undefined, limit: number): Promise<Chunk>;
  /** Runs that are not final. */
  listActive(): Promise<readonly Run[]>;
  listWaiting(): Promise<readonly Waiting[]>;
  /** Its execution was started. */
  clearWaiting(waiting: Pick<Waiting, 'id' | 'execution'>): Promise<void>;
  /** Ids of final runs that are to be looked at on a date. */
  listDue(date: string, limit: number): Promise<readonly string[]>;
  /** Ids of the runs that use a file or used it, and are kept. */
  listUsers(fileId: string): Promise<readonly string[]>;
  /** Removes the rows of a final run, its own last. */
  erase(run: Run): Promise<void>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
  /**
   * Whether a run that is not final uses the file. A pin is written before its run: when there is none after a minute, there
   * never will be, and the pin is removed.
   */
  isFileInUse(fileId: string, now: number): Promise<boolean>;
}

const FAILED = 'ConditionalCheckFailed';
/** A pin without its run is older than any request that may still write the run. */
const PIN_PATIENCE_MS = 60_000;

/** Runs in the table. */
export const makeRunStore = (table: Table): RunStore => {
  const runs = once(() => makeRunEntity(table));
  const inputs = once(() => makeInputsEntity(table));
  const outbox = once(() => makeOutboxEntity(table));
  const pins = once(() => makePinEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const files = once(() => makeFileEntity(table));
  const ledgers = once(() => makeLedgerEntity(table));
  const entries = once(() => makeQueueEntryEntity(table));
  const runOf = ({ state }: { state: Run }): Run => runRowSchema.parse(state);

  const { pin, unpin } = makeRunPins(pins);
  const findRun = async (id: string): Promise<Run | undefined> => {
    const { data } = await runs().get({ id }).go({ consistent: true });
    return data === null ? undefined : runOf(data);
  };

  /** One index partition, newest first; one row more is read, because `between` includes the row that was last. */
  const chunkOf = async (shelf: Shelf, month: string, from: string, to: string, limit: number) => {
    if (shelf.by === 'file') {
      const { data, cursor } = await pins()
        .query.primary({ fileId: shelf.fileId })
        .between({ runId: from }, { runId: to })
        .go({ order: 'desc', limit: limit + 1 });
      const rows = await Promise.all(data.map(({ runId }) => findRun(runId)));
      return { rows: rows.filter((run) => run !== undefined), end: cursor === null };
    }
    const query =
      shelf.by === 'owner'
        ? runs().query.byOwner({ createdBy: shelf.username })
        : shelf.by === 'script'
          ? runs().query.byScript({ script: shelf.script })
          : shelf.by === 'department'
            ? runs().query.byDepartment({ department: shelf.department })
            : runs().query.byMonth({ month });
    const { data, cursor } = await query
      .between({ id: from }, { id: to })
      .go({ order: 'desc', limit: limit + 1 });
    return { rows: data.map(runOf), end: cursor === null };
  };

  return {
    create: async (run, { inputs: given, claim, ledger }, now) => {
      await pin(run);
      const result = await createWriteTransaction(
        {
          runs: runs(),
          inputs: inputs(),
          outbox: outbox(),
          keys: keys(),
          files: files(),
          ledgers: ledgers(),
          entries: entries(),
        },
        (write) => [
          ...run.file_ids.map((id) => checkReady(write.files, id).commit()),
          ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
          write.runs.create(runRow(run)).commit(),
          write.inputs.create({ id: run.id, document: JSON.stringify(given) }).commit(),
          ...(ledger === undefined
            ? [write.entries.put({ ...entryKey(run), entry: queueEntryOf(run) }).commit()]
            : []),
          ...(ledger === undefined
            ? []
            : [
                write.outbox.put(outboxRow(run)).commit(),
                write.ledgers
                  .put(ledgerRow(ledger.before, ledger.after))
                  .where((row, { eq, notExists }) =>
                    ledger.before.revision === 0
                      ? notExists(row.name)
                      : eq(row.revision, ledger.before.revision),
                  )
                  .commit(),
              ]),
        ],
      ).go();
      const codes = codesOf(result);
      if (codes === undefined) return 'written';
      await unpin(run.id, run.file_ids);
      const gone = run.file_ids.filter((_id, index) => codes[index] === FAILED);
      if (gone.length > 0) return { gone };
      return claim !== undefined && codes[run.file_ids.length] === FAILED ? 'taken' : 'contended';
    },
    find: findRun,
    findAll: async (ids) => {
      if (ids.length === 0) return [];
      const { data, unprocessed } = await runs()
        .get(ids.map((id) => ({ id })))
        .go();
      if (unprocessed.length > 0) throw unavailable(new Error('some runs were not read'));
      return data.map(runOf);
    },
    findInputs: async (id) => {
      const { data } = await inputs().get({ id }).go({ consistent: true });
      return data === null ? undefined : runInputsSchema.parse(JSON.parse(data.document));
    },
    replace: async (before, after) => {
      const released = isFinal(after) && !isFinal(before) ? before.file_ids : [];
      const result = await createWriteTransaction(
        { runs: runs(), outbox: outbox(), pins: pins(), entries: entries() },
        (write) => [
          write.runs
            .put(runRow(after))
            .where(({ revision }, { eq }) => eq(revision, before.revision))
            .commit(),
          ...released.map((fileId) => write.pins.put({ fileId, runId: after.id, inUse: false }).commit()),
          ...(isFinal(after) ? [write.outbox.delete({ id: after.id }).commit()] : []),
          ...(isFinal(after) && before.admitted_at === null
            ? [write.entries.delete(entryKey(after)).commit()]
            : []),
          ...(after.executions > before.executions ? [write.outbox.put(outboxRow(after)).commit()] : []),
        ],
      ).go();
      return committed(result);
    },
    list: async (shelf, span, after, limit) => {
      const to = after ?? span.to;
      if (to < span.from) return { rows: [], end: true };
      const rows: Run[] = [];
      let month = monthOf(timeOfId(to));
      const last = shelf.by === 'everybody' ? monthOf(timeOfId(span.from)) : month;
      for (; month >= last; month = monthBefore(month)) {
        const chunk = await chunkOf(shelf, month, span.from, to, limit - rows.length);
        rows.push(...chunk.rows.filter(({ id }) => id !== after));
        if (rows.length >= limit || !chunk.end) return { rows, end: false };
      }
      return { rows, end: true };
    },
    listActive: async () => {
      const shards = await Promise.all(
        workLists('active').map((work) => runs().query.active({ work }).go({ pages: 'all' })),
      );
      return shards.flatMap(({ data }) => data.map(runOf));
    },
    listWaiting: async () => {
      const shards = await Promise.all(
        workLists('outbox').map((work) => outbox().query.waiting({ work }).go({ pages: 'all' })),
      );
      return shards.flatMap(({ data }) =>
        data.map(({ id, execution, since }) => ({
          id,
          execution,
          since: since === undefined ? timeOfId(id) : Date.parse(since),
        })),
      );
    },
    clearWaiting: async ({ id, execution }) => {
      await conditionHeld(() =>
        outbox()
          .delete({ id })
          .where((attributes, { eq }) => eq(attributes.execution, execution))
          .go(),
      );
    },
    listDue: async (date, limit) => {
      const { data } = await runs()
        .query.active({ work: expiryList(date) })
        .go({ count: limit, pages: 'all' });
      return data.map(({ id }) => id);
    },
    listUsers: async (fileId) => {
      const { data } = await pins().query.primary({ fileId }).go({ pages: 'all', consistent: true });
      return data.map(({ runId }) => runId);
    },
    erase: async ({ id, file_ids }) => {
      await unpin(id, file_ids);
      await inputs().delete({ id }).go();
      await outbox().delete({ id }).go();
      await runs().delete({ id }).go();
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
    isFileInUse: async (fileId, now) => {
      const { data } = await pins().query.primary({ fileId }).go({ pages: 'all', consistent: true });
      for (const { runId, inUse } of data) {
        if (inUse === false) continue;
        const run = await findRun(runId);
        if (run === undefined ? now - timeOfId(runId) < PIN_PATIENCE_MS : !isFinal(run)) return true;
        await unpin(runId, [fileId]);
      }
      return false;
    },
  };
};
