import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { businessDaysOf, plainWeek } from './business-days.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToSee } from './find-schedule.ts';
import { calendarDaysOf } from './plan-ticks.ts';
import { previewOf } from './preview.ts';
import { planOf } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { renderParameters } from './tick-values.ts';

/** The next ticks of a schedule with the parameters of each. */
export const makePreviewSchedule =
  ({
    store,
    calendars,
    now,
  }: {
    readonly store: Pick<ScheduleStore, 'find'>;
    readonly calendars: Pick<CalendarStore, 'find'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof schedulesRoutes, 'previewSchedule'>> =>
  async ({ params, query, caller, request }) => {
    const schedule = await findToSee(store, params.id, caller);
    const days = await calendarDaysOf(calendars, schedule);
    const plan = planOf(schedule, days);
    const isBusinessDay = businessDaysOf(days ?? plainWeek);
    const after = query.after === undefined ? now() : Date.parse(query.after);
    return ok(
      previewOf(plan, after, query.count, request.language, (at) => {
        const tick = { wall: plan.zone.wallAt(at), isBusinessDay };
        return renderParameters(schedule.parameters, tick).values;
      }),
    );
  };
