import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import type { Tick, TickKey } from './tick.ts';
import { END, keyAt, positionOf } from './tick-position.ts';
import type { TickStore } from './tick-store.ts';
import { viewTick } from './views.ts';

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
