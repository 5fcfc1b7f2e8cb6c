import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { schedulesRoutes } from './contract.ts';
import { checkVersion, findToManage } from './find-schedule.ts';
import type { PresentSchedule } from './present-schedule.ts';
import type { ScheduleStore } from './store.ts';

/** A heartbeat moves a schedule on each minute at most. */
const MAX_ROUNDS = 5;

/** Deletes a schedule; ticks that were planned go when they come due. */
export const makeDeleteSchedule =
  ({
    store,
    presentSchedule,
  }: {
    readonly store: Pick<ScheduleStore, 'find' | 'remove'>;
    readonly presentSchedule: PresentSchedule;
  }): Operation<RouteOf<typeof schedulesRoutes, 'deleteSchedule'>> =>
  async ({ params, query, caller, request }) => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const schedule = await findToManage(store, params.id, caller, 'triggers.manage');
      checkVersion(schedule, query.version);
      const shown = await presentSchedule(schedule, request.language);
      const change = { resource: { type: 'schedule', id: schedule.id }, before: schedule };
      if ((await audited(change, () => store.remove(schedule))) === 'written')
        return ok({ ...shown, enabled: false, next_ticks: [] });
    }
    throw conflict(text('the schedule is being changed by others; try again', '该计划正被修改，请重试'));
  };
