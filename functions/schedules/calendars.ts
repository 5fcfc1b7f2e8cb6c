import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { created, ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import { changeSchedule } from './change-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import { inParallel } from './in-parallel.ts';
import type { PlanTicks } from './plan-ticks.ts';
import { planOf, replanned } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { viewCalendar } from './views.ts';

export interface CalendarDependencies {
  readonly calendars: CalendarStore;
  readonly store: Pick<ScheduleStore, 'find' | 'replace' | 'listUsers'>;
  readonly planTicks: PlanTicks;
  readonly cursors: Cursors;
  readonly now: () => number;
}

/** Schedules planned anew side by side. */
const AT_ONCE = 8;

const stale = (current: number | undefined) =>
  conflict(text('the calendar was changed meanwhile; load it again', '该日历已被修改，请重新加载'), [
    {
      field: 'version',
      message:
        current === undefined
          ? text('there is no such calendar yet; leave it out', '日历尚不存在；请去掉')
          : text(`must be ${current}, which the calendar is at`, `必须是当前版本 ${current}`),
      details: { current: current ?? null },
    },
  ]);

/** Lists business calendars by name. */
export const makeListCalendars =
  ({
    calendars,
    cursors,
  }: Pick<CalendarDependencies, 'calendars' | 'cursors'>): Operation<
    RouteOf<typeof schedulesRoutes, 'listCalendars'>
  > =>
  async ({ query }) => {
    const scope = ['calendars'];
    const { rows, next } = await collectPage(
      {
        read: (after, limit) => calendars.list(after, limit),
        positionOf: ({ name }: Calendar) => name,
      },
      query.page_size,
      await cursors.open(query.cursor, scope),
    );
    return ok({
      items: rows.map(viewCalendar),
      page_size: query.page_size,
      next_cursor: await cursors.seal(next, scope),
    });
  };

/** Shows a business calendar. */
export const makeShowCalendar =
  ({
    calendars,
  }: Pick<CalendarDependencies, 'calendars'>): Operation<RouteOf<typeof schedulesRoutes, 'showCalendar'>> =>
  async ({ params }) => {
    const calendar = await calendars.find(params.name);
    if (calendar === undefined) throw notFound();
    return ok(viewCalendar(calendar));
  };

/** Writes a business calendar, and plans the schedules that follow it anew. */
export const makePutCalendar =
  ({
    calendars,
    store,
    planTicks,
    now,
  }: Omit<CalendarDependencies, 'cursors'>): Operation<RouteOf<typeof schedulesRoutes, 'putCalendar'>> =>
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
    if (!(await calendars.put(calendar, before?.version))) throw stale(before?.version);
    await inParallel(await store.listUsers(params.name), AT_ONCE, async (id) => {
      const after = await changeSchedule(store, id, (each) => replanned(each, planOf(each, calendar), now()));
      if (after !== undefined) await planTicks(after);
    });
    return before === undefined
      ? created(viewCalendar(calendar), `/api/v1/calendars/${calendar.name}`)
      : ok(viewCalendar(calendar));
  };

/** Deletes a business calendar that nobody follows. */
export const makeDeleteCalendar =
  ({
    calendars,
    store,
  }: Pick<CalendarDependencies, 'calendars' | 'store'>): Operation<
    RouteOf<typeof schedulesRoutes, 'deleteCalendar'>
  > =>
  async ({ params, query }) => {
    const calendar = await calendars.find(params.name);
    if (calendar === undefined) throw notFound();
    if (query.version !== undefined && query.version !== calendar.version) throw stale(calendar.version);
    const users = await store.listUsers(params.name);
    if (users.length > 0)
      throw conflict(
        text(
          `${users.length} schedules follow this calendar, ${users[0]} among them; change them first`,
          `有 ${users.length} 个计划使用该日历（如 ${users[0]}）；请先修改它们`,
        ),
      );
    if (!(await calendars.remove(calendar))) throw stale(calendar.version);
    return ok(viewCalendar(calendar));
  };
