import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { created, ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import { changeSchedule } from './change-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import type { PlanTicks } from './plan-ticks.ts';
import { planOf, replanned } from './schedule.ts';
import { stale } from './stale-calendar.ts';
import type { ScheduleStore } from './store.ts';
import { viewCalendar } from './views.ts';

/** Schedules planned anew side by side. */
const AT_ONCE = 8;

/** Writes a business calendar, and plans the schedules that follow it anew. */
export const makePutCalendar =
  ({
    calendars,
    store,
    planTicks,
    now,
  }: {
    readonly calendars: Pick<CalendarStore, 'find' | 'put'>;
    readonly store: Pick<ScheduleStore, 'find' | 'replace' | 'listUsers'>;
    readonly planTicks: PlanTicks;
    readonly now: () => number;
  }): Operation<RouteOf<typeof schedulesRoutes, 'putCalendar'>> =>
  async ({ params, body, caller }) => {
    const { version, ...days } = body;
    const before = await calendars.find(params.name);
    if (before !== undefined && version !== before.version) throw stale(before.version);
    if (before === undefined && version !== undefined) throw stale(undefined);
    const calendar: Calendar = {
      ...days,
      name: params.name,
      version: (before?.version ?? 0) + 1,
      updated_by: caller.username,
      updated_at: new Date(now()).toISOString(),
    };
    const change = { resource: { type: 'calendar', id: calendar.name }, before, after: calendar };
    if (!(await audited(change, () => calendars.put(calendar, before?.version))))
      throw stale(before?.version);
    await inParallel(await store.listUsers(params.name), AT_ONCE, async (id) => {
      const after = await changeSchedule(store, id, (each) => replanned(each, planOf(each, calendar), now()));
      if (after !== undefined) await planTicks(after);
    });
    return before === undefined
      ? created(viewCalendar(calendar), `/api/v1/calendars/${calendar.name}`)
      : ok(viewCalendar(calendar));
  };
