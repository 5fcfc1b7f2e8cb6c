import { setTimeout as sleep } from 'node:timers/promises';
import { audited } from '../platform/audit-context.ts';
import { unavailable } from '../platform/errors.ts';
import type { Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';

/** Writers of one schedule are few; this many rounds lost against them means that something is wrong. */
const MAX_ROUNDS = 20;
const PAUSE_MS = 20;

/** Only pausing and resuming are somebody's change: counts and plans follow from what happens. */
const write = (store: Pick<ScheduleStore, 'replace'>, before: Schedule, after: Schedule) =>
  before.enabled === after.enabled
    ? store.replace(before, after)
    : audited(
        {
          action: after.enabled ? 'schedules.resume' : 'schedules.pause',
          resource: { type: 'schedule', id: after.id },
          before,
          after,
        },
        () => store.replace(before, after),
      );

/**
 * Changes a schedule by a rule, which sees it as it is and gives it as it shall be, or the same: no change. When somebody
 * else was quicker the rule is asked again. Undefined: there is no such schedule.
 */
export const changeSchedule = async (
  store: Pick<ScheduleStore, 'find' | 'replace'>,
  id: string,
  rule: (schedule: Schedule) => Schedule | Promise<Schedule>,
): Promise<Schedule | undefined> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await store.find(id);
    if (before === undefined) return undefined;
    const after = await rule(before);
    if (after === before || (await write(store, before, after)) === 'written') return after;
    await sleep(Math.random() * PAUSE_MS * (round + 1));
  }
  throw unavailable(new Error(`the schedule ${id} is being changed by too many at once`));
};
