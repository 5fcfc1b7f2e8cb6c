import { randomUUID } from 'node:crypto';
import { createWriteTransaction } from 'electrodb';
import { conditionHeld } from '../../platform/conditional-write.ts';
import { once } from '../../platform/once.ts';
import type { Table } from '../../platform/table.ts';
import { makeOutboxEntity, makeRunEntity } from '../entities.ts';
import type { Run } from '../run.ts';
import { committed, outboxRow, runRow } from '../run-rows.ts';
import { makeLedgerEntity, makeQueueEntryEntity, makeQueueOwnerEntity } from './entities.ts';
import { emptyLedger, type Ledger, ledgerSchema } from './ledger.ts';
import { type QueueEntry, queueEntrySchema } from './queue-entry.ts';
import { entryKey, LEDGER, ledgerRow } from './queue-rows.ts';

/** Somebody who may have runs that wait. */
export interface QueueOwner {
  readonly owner: string;
  readonly token: string;
}

/** Runs as they are and as they shall be. */
export interface Admission {
  readonly before: Run;
  readonly after: Run;
}

/** So many runs are admitted by one transaction: three items each, of 100 with the ledger. */
export const MAX_ADMISSIONS = 32;

/**
 * The ledger of slots, and the lines of waiting runs. Every read is strongly consistent. The entry of a run is written and
 * removed by the store of runs, in the transactions that change the run.
 */
export interface QueueStore {
  readLedger(): Promise<Ledger>;
  /**
   * Writes `after` in the place of `before`; false: somebody was quicker. In the same transaction the admitted runs are
   * written, leave their lines and get their outbox rows; at most `MAX_ADMISSIONS`.
   */
  replaceLedger(before: Ledger, after: Ledger, admissions: readonly Admission[]): Promise<boolean>;
  /** The first of somebody's line, in its order; the whole of it without a limit. */
  listLine(owner: string, limit?: number): Promise<readonly QueueEntry[]>;
  listOwners(): Promise<readonly QueueOwner[]>;
  /** Takes a run that does not wait any more out of its line, should it still stand there. */
  removeEntry(entry: QueueEntry): Promise<void>;
  /** Notes, after a run was written, that its owner has a line. */
  noteOwner(owner: string): Promise<void>;
  /** Removes the note, unless it was made anew since it was read. */
  forgetOwner(owner: QueueOwner): Promise<void>;
}

const OWNERS = 'queue-owners';

/** The queue in the table. */
export const makeQueueStore = (table: Table): QueueStore => {
  const ledgers = once(() => makeLedgerEntity(table));
  const entries = once(() => makeQueueEntryEntity(table));
  const owners = once(() => makeQueueOwnerEntity(table));
  const runs = once(() => makeRunEntity(table));
  const outbox = once(() => makeOutboxEntity(table));
  return {
    readLedger: async () => {
      const { data } = await ledgers().get({ name: LEDGER }).go({ consistent: true });
      return data === null ? emptyLedger : ledgerSchema.parse(data.state);
    },
    replaceLedger: async (before, after, admissions) => {
      const result = await createWriteTransaction(
        { ledgers: ledgers(), runs: runs(), outbox: outbox(), entries: entries() },
        (write) => [
          write.ledgers
            .put(ledgerRow(before, after))
            .where((row, { eq, notExists }) =>
              before.revision === 0 ? notExists(row.name) : eq(row.revision, before.revision),
            )
            .commit(),
          ...admissions.flatMap(({ before: { revision }, after: run }) => [
            write.runs
              .put(runRow(run))
              .where((row, { eq }) => eq(row.revision, revision))
              .commit(),
            write.outbox.put(outboxRow(run)).commit(),
            write.entries.delete(entryKey(run)).commit(),
          ]),
        ],
      ).go();
      return committed(result);
    },
    listLine: async (owner, limit) => {
      const { data } = await entries()
        .query.primary({ owner })
        .go({ consistent: true, ...(limit === undefined ? { pages: 'all' as const } : { limit }) });
      return data.map(({ entry }) => queueEntrySchema.parse(entry));
    },
    listOwners: async () => {
      const { data } = await owners().query.primary({ list: OWNERS }).go({ pages: 'all', consistent: true });
      return data.map(({ owner, token }) => ({ owner, token }));
    },
    removeEntry: async (entry) => {
      await entries().delete(entryKey(entry)).go();
    },
    noteOwner: async (owner) => {
      await owners().put({ list: OWNERS, owner, token: randomUUID() }).go();
    },
    forgetOwner: async ({ owner, token }) => {
      await conditionHeld(() =>
        owners()
          .delete({ list: OWNERS, owner })
          .where((row, { eq }) => eq(row.token, token))
          .go(),
      );
    },
  };
};
