import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { schedulesRoutes } from './contract.ts';
import { viewCalendar } from './views.ts';

/** Lists business calendars by name. */
export const makeListCalendars =
  ({
    calendars,
    cursors,
  }: {
    readonly calendars: Pick<CalendarStore, 'list'>;
    readonly cursors: Cursors;
  }): Operation<RouteOf<typeof schedulesRoutes, 'listCalendars'>> =>
  async ({ query, caller }) => {
    const scope = ['calendars', caller.userId];
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
