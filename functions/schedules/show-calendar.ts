import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { schedulesRoutes } from './contract.ts';
import { viewCalendar } from './views.ts';

/** Shows a business calendar. */
export const makeShowCalendar =
  ({
    calendars,
  }: {
    readonly calendars: Pick<CalendarStore, 'find'>;
  }): Operation<RouteOf<typeof schedulesRoutes, 'showCalendar'>> =>
  async ({ params }) => {
    const calendar = await calendars.find(params.name);
    if (calendar === undefined) throw notFound();
    return ok(viewCalendar(calendar));
  };
