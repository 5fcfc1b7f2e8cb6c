import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import { isFinal, isWaiting, type Run } from '../run.ts';
import type { RunStore } from '../store.ts';
import type { Dispatch } from './dispatch.ts';
import { expiredBy, type Ledger, withLeases, withoutSlots } from './ledger.ts';
import type { QueueStore } from './queue-store.ts';

export interface MendQueueDependencies {
  readonly store: Pick<RunStore, 'find'>;
  readonly queue: Pick<QueueStore, 'readLedger' | 'replaceLedger' | 'listOwners' | 'noteOwner'>;
  readonly dispatch: Dispatch;
  /** How many runs at a time, as the deployment says. */
  readonly platformDefault: number;
  readonly now: () => number;
  readonly log: Log;
}

/** What had been forgotten. */
export interface MendedQueue {
  /** Slots of runs that had ended. */
  readonly returned: number;
  /** Runs that waited although they had a slot to go to. */
  readonly admitted: number;
}

/** A lease that ends within this time is renewed: the sweeper comes every minute. */
const RENEWAL_MS = 2 * 60_000;
const MAX_ROUNDS = 25;
const PAUSE_MS = 15;

/**
 * The sweeper's part of the queue: takes back the slots of runs that are over, renews the leases of those that are not,
 * notes lines that nobody knows of, and gives free slots away. What happened less than `patienceMs` ago is in somebody's hands.
 */
export const makeMendQueue = ({
  store,
  queue,
  dispatch,
  platformDefault,
  now,
  log,
}: MendQueueDependencies) => {
  const wasForgotten = (run: Run | undefined, patienceMs: number): boolean =>
    run === undefined || (isFinal(run) && now() - Date.parse(run.finished_at ?? '') >= patienceMs);

  /** The ids of slots whose runs are over. `active` may lag behind, so that who is not on it is read. */
  const overOf = async ({ slots }: Ledger, active: ReadonlySet<string>, patienceMs: number) => {
    const unsure = slots.filter(({ run_id }) => !active.has(run_id));
    const runs = await Promise.all(unsure.map(({ run_id }) => store.find(run_id)));
    return unsure.filter((_slot, index) => wasForgotten(runs[index], patienceMs)).map(({ run_id }) => run_id);
  };

  const mendLedger = async (active: ReadonlySet<string>, patienceMs: number): Promise<number> => {
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const before = await queue.readLedger();
      const over = await overOf(before, active, patienceMs);
      const left = withoutSlots(before, new Set(over));
      const due = new Set(expiredBy(left, now() + RENEWAL_MS).map(({ run_id }) => run_id));
      const renewed = withLeases(left, due, now());
      const after =
        renewed.limits.platform_default === platformDefault
          ? renewed
          : { ...renewed, limits: { ...renewed.limits, platform_default: platformDefault } };
      if (after === before || (await queue.replaceLedger(before, after, []))) {
        if (over.length > 0) log.info('slots were taken back', { run_ids: over });
        return over.length;
      }
      await sleep(Math.random() * PAUSE_MS * round);
    }
    return 0; // in use as it is, it will be mended in a minute
  };

  const noteLines = async (active: readonly Run[]): Promise<void> => {
    const owners = new Set(active.filter(isWaiting).map(({ owner }) => owner));
    if (owners.size === 0) return;
    for (const { owner } of await queue.listOwners()) owners.delete(owner);
    await Promise.all([...owners].map(queue.noteOwner));
  };

  return async (active: readonly Run[], patienceMs: number): Promise<MendedQueue> => {
    const returned = await mendLedger(new Set(active.map(({ id }) => id)), patienceMs);
    await noteLines(active);
    const admitted = await dispatch({ sweeping: true });
    const late = admitted.filter(({ created_at }) => now() - Date.parse(created_at) >= patienceMs);
    return { returned, admitted: late.length };
  };
};

export type MendQueue = ReturnType<typeof makeMendQueue>;
