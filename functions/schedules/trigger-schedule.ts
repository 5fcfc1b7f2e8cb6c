import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { unavailable } from '../platform/errors.ts';
import { type IdempotencyKey, readIdempotencyKey } from '../platform/idempotency.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToManage } from './find-schedule.ts';
import type { FireTick } from './fire-tick.ts';
import type { Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { plannedTick, type Tick } from './tick.ts';
import type { TickStore } from './tick-store.ts';
import { viewTick } from './views.ts';

const SLOT = 'manual';
/** Two people at the same millisecond. */
const MAX_ROUNDS = 10;

/**
 * Runs a schedule now. The tick is written into the ledger first, with the caller's key, and then fired like any other:
 * what is cut off in between the next heartbeat finishes.
 */
export const makeTriggerSchedule = ({
  store,
  ticks,
  fireTick,
  now,
}: {
  readonly store: Pick<ScheduleStore, 'find'>;
  readonly ticks: Pick<TickStore, 'find' | 'plan' | 'planWithKey' | 'findEarlier'>;
  readonly fireTick: FireTick;
  readonly now: () => number;
}): Operation<RouteOf<typeof schedulesRoutes, 'triggerSchedule'>> => {
  /** Writes the tick of this moment; of the key's first request when there was one. */
  const write = async (schedule: Schedule, key: IdempotencyKey | undefined): Promise<Tick> => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const earlier = await ticks.findEarlier(key, now());
      const due_at = earlier ?? new Date(now()).toISOString();
      const tick = plannedTick(schedule, Date.parse(due_at), SLOT, 'manual');
      if (earlier !== undefined) return tick;
      const written = await audited(
        { resource: { type: 'schedule', id: schedule.id }, after: { due_at, slot: SLOT } },
        () =>
          key === undefined ? ticks.plan(tick) : ticks.planWithKey(tick, { key, subject: due_at }, now()),
      );
      if (written) return tick;
      await sleep(Math.random() * 10 * (round + 1));
    }
    throw unavailable(new Error('a schedule is being triggered by many'));
  };
  return async ({ params, caller, request }) => {
    const schedule = await findToManage(store, params.id, caller, 'triggers.run');
    const tick = await write(schedule, readIdempotencyKey(request, 'triggerSchedule', caller.userId));
    const fired = (await fireTick(tick, now())) ?? (await ticks.find(tick)) ?? tick;
    return accepted(
      viewTick(fired, request.language),
      fired.run_id === null ? `/api/v1/schedules/${schedule.id}/ticks` : `/api/v1/runs/${fired.run_id}`,
    );
  };
};
