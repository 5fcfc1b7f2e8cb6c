import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { CalendarStore } from './calendar-store.ts';
import { changeSchedule } from './change-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToManage } from './find-schedule.ts';
import { calendarDaysOf, type PlanTicks } from './plan-ticks.ts';
import type { PresentSchedule } from './present-schedule.ts';
import { planOf, resumed } from './schedule.ts';
import type { ScheduleStore } from './store.ts';

export interface ResumeDependencies {
  readonly store: Pick<ScheduleStore, 'find' | 'replace'>;
  readonly calendars: Pick<CalendarStore, 'find'>;
  readonly planTicks: PlanTicks;
  readonly presentSchedule: PresentSchedule;
  readonly now: () => number;
}

/** Resumes a paused schedule from now on; one that runs stays as it is. */
export const makeResumeSchedule =
  ({
    store,
    calendars,
    planTicks,
    presentSchedule,
    now,
  }: ResumeDependencies): Operation<RouteOf<typeof schedulesRoutes, 'resumeSchedule'>> =>
  async ({ params, caller, request }) => {
    await findToManage(store, params.id, caller);
    const updated_at = new Date(now()).toISOString();
    const after = await changeSchedule(store, params.id, async (each) =>
      each.enabled
        ? each
        : resumed(
            { ...each, version: each.version + 1, updated_at },
            planOf(each, await calendarDaysOf(calendars, each)),
            now(),
          ),
    );
    if (after === undefined) throw notFound();
    await planTicks(after);
    return ok(await presentSchedule(after, request.language));
  };
