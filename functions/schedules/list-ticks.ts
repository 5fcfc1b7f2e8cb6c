import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToSee } from './find-schedule.ts';
import type { ScheduleStore } from './store.ts';
import type { Tick } from './tick.ts';
import { END, keyAt, positionOf } from './tick-position.ts';
import type { TickStore } from './tick-store.ts';
import { viewTick } from './views.ts';

const moment = (written: string | undefined, otherwise: string): string =>
  written === undefined ? otherwise : new Date(written).toISOString();

/** The ledger of a schedule, newest first; what is planned stands in front. */
export const makeListTicks =
  ({
    store,
    ticks,
    cursors,
  }: {
    readonly store: Pick<ScheduleStore, 'find'>;
    readonly ticks: Pick<TickStore, 'list'>;
    readonly cursors: Cursors;
  }): Operation<RouteOf<typeof schedulesRoutes, 'listTicks'>> =>
  async ({ params, query, caller, request }) => {
    await findToSee(store, params.id, caller);
    const { page_size, cursor, status, since, until } = query;
    const scope = ['ticks', caller.userId, params.id, status, since, until];
    const span = { from: moment(since, ''), to: moment(until, END) };
    const { rows, next } = await collectPage(
      {
        read: (after, limit) => ticks.list(params.id, span, keyAt(after), limit),
        positionOf: (tick: Tick) => positionOf(tick),
        keep: (tick) => status === undefined || tick.status === status,
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: rows.map((tick) => viewTick(tick, request.language)),
      page_size,
      next_cursor: await cursors.seal(next, scope),
    });
  };
