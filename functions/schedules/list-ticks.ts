import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToSee } from './find-schedule.ts';
import type { ScheduleStore } from './store.ts';
import type { Tick, TickKey } from './tick.ts';
import type { TickStore } from './tick-store.ts';
import { viewTick } from './views.ts';

const positionOf = ({ schedule_id, due_at, slot }: TickKey): string => [due_at, slot, schedule_id].join(' ');

const keyAt = (position: string | undefined): TickKey | undefined => {
  const [due_at, slot, schedule_id] = (position ?? '').split(' ');
  return due_at === undefined || slot === undefined || schedule_id === undefined
    ? undefined
    : { schedule_id, due_at, slot };
};

/** Behind every tick there is. */
const END = '9999-12-31T23:59:59.999Z';
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
    const scope = ['ticks', params.id, status, since, until];
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

/** Months the board goes back: as long as the ledger is kept. */
const MONTHS = 4;

const monthsBack = (now: number): string[] =>
  Array.from({ length: MONTHS }, (_, n) => {
    const date = new Date(now);
    return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - n, 1)).toISOString().slice(0, 7);
  });

/** What did not run, of all one's schedules, or of everybody's for those who may see them; newest first. */
export const makeListUnrunTicks = ({
  ticks,
  cursors,
  now,
}: {
  readonly ticks: Pick<TickStore, 'listUnrun'>;
  readonly cursors: Cursors;
  readonly now: () => number;
}): Operation<RouteOf<typeof schedulesRoutes, 'listUnrunTicks'>> => {
  /** Everybody's, month by month. */
  const readMonths = async (status: string, after: TickKey | undefined, limit: number) => {
    const rows: Tick[] = [];
    let start = after;
    for (const month of monthsBack(now()).filter((each) => each <= (after?.due_at ?? END).slice(0, 7))) {
      const chunk = await ticks.listUnrun({ month }, status, start, limit - rows.length);
      rows.push(...chunk.rows);
      if (rows.length >= limit || !chunk.end) return { rows, end: false };
      start = undefined;
    }
    return { rows, end: true };
  };
  return async ({ query, caller, request }) => {
    const { page_size, cursor, status } = query;
    const all = may(caller, 'triggers.read.all');
    const scope = ['unrun', caller.userId, status];
    const { rows, next } = await collectPage(
      {
        read: (after, limit) =>
          all
            ? readMonths(status, keyAt(after), limit)
            : ticks.listUnrun({ owner: caller.username }, status, keyAt(after), limit),
        positionOf: (tick: Tick) => positionOf(tick),
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
};
