import type { Run } from '../run.ts';
import type { Ledger } from './ledger.ts';
import type { QueueEntry } from './queue-entry.ts';

/** The one ledger's name. */
export const LEDGER = 'slots';

/** The row that takes the place of the one with the ledger `before`. */
export const ledgerRow = (before: Ledger, after: Ledger) => {
  const revision = before.revision + 1;
  return { name: LEDGER, revision, state: { ...after, revision } };
};

/** Where a run stands in its owner's line. */
export const entryKey = ({ owner, priority, id }: Pick<Run | QueueEntry, 'owner' | 'priority' | 'id'>) => ({
  owner,
  rank: String(9 - priority),
  id,
});
