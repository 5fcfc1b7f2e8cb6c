import type * as z from 'zod';
import type { runSchema } from '../contract.ts';
import { isWaiting, type Run } from '../run.ts';
import { lineUp } from './admit.ts';
import type { Ledger } from './ledger.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { QueueStore } from './queue-store.ts';

type Reading = Pick<QueueStore, 'readLedger' | 'listOwners' | 'listLine'>;

/** The ledger, and of everybody's line the first `limit`; all of it without one. */
export const readQueue = async (
  queue: Reading,
  limit?: number,
): Promise<{ readonly ledger: Ledger; readonly waiting: readonly QueueEntry[] }> => {
  const [ledger, owners] = await Promise.all([queue.readLedger(), queue.listOwners()]);
  const lines = await Promise.all(owners.map(({ owner }) => queue.listLine(owner, limit)));
  return { ledger, waiting: lines.flat() };
};

/** So many of each line are looked at for the place of one run. */
const LOOK = 100;

export type FindPlace = (run: Run) => Promise<z.input<typeof runSchema>['queue']>;

/** Where a run stands in the queue, as it looks now; null: it does not wait. */
export const makeFindPlace =
  (queue: Reading): FindPlace =>
  async (run) => {
    if (!isWaiting(run)) return null;
    const { ledger, waiting } = await readQueue(queue, LOOK);
    const places = lineUp(ledger, waiting, waiting.length);
    const index = places.findIndex((place) => place.run.id === run.id);
    return { position: index < 0 ? null : index + 1, waiting_for: places[index]?.reason ?? 'platform' };
  };
