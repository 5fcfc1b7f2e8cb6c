import { createWriteTransaction } from 'electrodb';
import { unavailable } from '../platform/errors.ts';
import { isConditionFailure } from '../platform/failures.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import {
  makeInputsEntity,
  makeOutboxEntity,
  makePinEntity,
  makeRunEntity,
  workList,
  workLists,
} from './entities.ts';
import { executionName, isFinal, type Run, runRowSchema } from './run.ts';
import { monthBefore, monthOf, type Span, timeOfId } from './run-ids.ts';
import { type RunInputs, runInputsSchema } from './run-inputs.ts';

/** Which index a list of runs is read from. */
export type Shelf =
  | { readonly by: 'owner'; readonly username: string }
  | { readonly by: 'script'; readonly script: string }
  | { readonly by: 'everybody' };

export interface Chunk {
  readonly rows: readonly Run[];
  readonly end: boolean;
}

/** An execution that is to be started. */
export interface Waiting {
  readonly id: string;
  readonly execution: string;
}

/** Where runs are kept. Reads by id are strongly consistent; lists and work lists may lag behind by moments. */
export interface RunStore {
  /** Writes the run, its inputs, its outbox row, the pins of its files and the claimed key in one transaction; false: the key is taken. */
  create(run: Run, inputs: RunInputs, claim: IdempotencyClaim | undefined, now: number): Promise<boolean>;
  find(id: string): Promise<Run | undefined>;
  findInputs(id: string): Promise<RunInputs | undefined>;
  /**
   * Writes `after` in the place of `before`; false: somebody was quicker. In the same transaction the end of a run
   * releases its files and its outbox row, and a further execution gets an outbox row.
   */
  replace(before: Run, after: Run): Promise<boolean>;
  /** Newest first, within a span of ids, after an id. */
  list(shelf: Shelf, span: Span, after: string | undefined, limit: number): Promise<Chunk>;
  /** Runs that are not final. */
  listActive(): Promise<readonly Run[]>;
  listWaiting(): Promise<readonly Waiting[]>;
  /** Its execution was started. */
  clearWaiting(waiting: Waiting): Promise<void>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
  /** Whether a run that is not final uses the file. */
  isFileInUse(fileId: string): Promise<boolean>;
}

const harmless = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/** True: written. False: another write was first. Throws when it was cancelled for any other reason. */
const committed = (result: {
  canceled: boolean;
  data: readonly { code?: string | undefined }[];
}): boolean => {
  if (!result.canceled) return true;
  const codes = result.data.map(({ code }) => code ?? 'None');
  if (codes.every((code) => harmless.has(code))) return false;
  throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
};

const rowOf = (run: Run) => ({
  id: run.id,
  createdBy: run.created_by,
  month: monthOf(timeOfId(run.id)),
  script: run.script,
  status: run.status,
  revision: run.revision,
  state: run,
  work: workList('active', run.id),
});

const waitingOf = (run: Run) => ({
  id: run.id,
  execution: executionName(run),
  work: workList('outbox', run.id),
});

/** Runs in the table. */
export const makeRunStore = (table: Table): RunStore => {
  const runs = once(() => makeRunEntity(table));
  const inputs = once(() => makeInputsEntity(table));
  const outbox = once(() => makeOutboxEntity(table));
  const pins = once(() => makePinEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const runOf = ({ state }: { state: Run }): Run => runRowSchema.parse(state);

  /** One index partition, newest first; one row more is read, because `between` includes the row that was last. */
  const chunkOf = async (shelf: Shelf, month: string, from: string, to: string, limit: number) => {
    const query =
      shelf.by === 'owner'
        ? runs().query.byOwner({ createdBy: shelf.username })
        : shelf.by === 'script'
          ? runs().query.byScript({ script: shelf.script })
          : runs().query.byMonth({ month });
    const { data, cursor } = await query
      .between({ id: from }, { id: to })
      .go({ order: 'desc', limit: limit + 1 });
    return { rows: data.map(runOf), end: cursor === null };
  };

  return {
    create: async (run, given, claim, now) =>
      committed(
        await createWriteTransaction(
          { runs: runs(), inputs: inputs(), outbox: outbox(), pins: pins(), keys: keys() },
          (write) => [
            write.runs.create(rowOf(run)).commit(),
            write.inputs.create({ id: run.id, document: JSON.stringify(given) }).commit(),
            write.outbox.put(waitingOf(run)).commit(),
            ...run.file_ids.map((fileId) => write.pins.put({ fileId, runId: run.id }).commit()),
            ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
          ],
        ).go(),
      ),
    find: async (id) => {
      const { data } = await runs().get({ id }).go({ consistent: true });
      return data === null ? undefined : runOf(data);
    },
    findInputs: async (id) => {
      const { data } = await inputs().get({ id }).go({ consistent: true });
      return data === null ? undefined : runInputsSchema.parse(JSON.parse(data.document));
    },
    replace: async (before, after) => {
      const released = isFinal(after) ? before.file_ids : [];
      const result = await createWriteTransaction(
        { runs: runs(), outbox: outbox(), pins: pins() },
        (write) => [
          write.runs
            .put(rowOf(after))
            .where(({ revision }, { eq }) => eq(revision, before.revision))
            .commit(),
          ...released.map((fileId) => write.pins.delete({ fileId, runId: after.id }).commit()),
          ...(isFinal(after) ? [write.outbox.delete({ id: after.id }).commit()] : []),
          ...(after.executions > before.executions ? [write.outbox.put(waitingOf(after)).commit()] : []),
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
      return shards.flatMap(({ data }) => data.map(({ id, execution }) => ({ id, execution })));
    },
    clearWaiting: async ({ id, execution }) => {
      try {
        await outbox()
          .delete({ id })
          .where((attributes, { eq }) => eq(attributes.execution, execution))
          .go();
      } catch (thrown) {
        if (!isConditionFailure(thrown)) throw thrown;
      }
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
    isFileInUse: async (fileId) => {
      const { data } = await pins().query.primary({ fileId }).go({ limit: 1, consistent: true });
      return data.length > 0;
    },
  };
};
