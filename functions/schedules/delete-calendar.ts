import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { schedulesRoutes } from './contract.ts';
import { stale } from './stale-calendar.ts';
import type { ScheduleStore } from './store.ts';
import { viewCalendar } from './views.ts';

/** Deletes a business calendar that nobody follows. */
export const makeDeleteCalendar =
  ({
    calendars,
    store,
  }: {
    readonly calendars: Pick<CalendarStore, 'find' | 'remove'>;
    readonly store: Pick<ScheduleStore, 'listUsers'>;
  }): Operation<RouteOf<typeof schedulesRoutes, 'deleteCalendar'>> =>
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
    const change = { resource: { type: 'calendar', id: calendar.name }, before: calendar };
    if (!(await audited(change, () => calendars.remove(calendar)))) throw stale(calendar.version);
    return ok(viewCalendar(calendar));
  };
