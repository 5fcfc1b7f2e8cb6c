import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { lineUp, type QueueStore, readQueue } from '../runs/index.ts';
import { MAX_SHOWN, type queueRoutes } from './contract.ts';
import { presentLimits } from './present-limits.ts';

/** How many of whose runs run and wait, by name. */
const countUsers = (running: readonly { user: string }[], waiting: readonly { user: string }[]) => {
  const users = new Map<string, { user: string; running: number; waiting: number }>();
  const of = (user: string) => {
    const known = users.get(user) ?? { user, running: 0, waiting: 0 };
    users.set(user, known);
    return known;
  };
  for (const { user } of running) of(user).running += 1;
  for (const { user } of waiting) of(user).waiting += 1;
  return [...users.values()].toSorted((one, other) => one.user.localeCompare(other.user));
};

/** Shows the limits, the slots in use, and who waits in the order in which they will start. */
export const makeShowQueue =
  ({
    queue,
  }: {
    queue: Pick<QueueStore, 'readLedger' | 'listOwners' | 'listLine'>;
  }): Operation<RouteOf<typeof queueRoutes, 'showQueue'>> =>
  async () => {
    const { ledger, waiting } = await readQueue(queue);
    return ok({
      limits: presentLimits(ledger),
      slots: ledger.slots.map(({ run_id, script, user, since, expires_at, key }) => ({
        run_id,
        script,
        user,
        since,
        expires_at,
        concurrency_key: key,
      })),
      waiting: lineUp(ledger, waiting, MAX_SHOWN).map(({ run, reason }, index) => ({
        position: index + 1,
        run_id: run.id,
        script: run.script,
        user: run.user,
        priority: run.priority,
        created_at: run.created_at,
        waiting_for: reason,
        concurrency_key: run.concurrency?.key ?? null,
      })),
      running_count: ledger.slots.length,
      waiting_count: waiting.length,
      users: countUsers(ledger.slots, waiting),
    });
  };
