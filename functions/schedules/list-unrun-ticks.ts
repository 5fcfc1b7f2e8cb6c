import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Caller } from '../platform/permissions.ts';
import { admitRows, type ListKind, readableRows, type Shelves } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import type { Tick, TickKey } from './tick.ts';
import { END, keyAt, positionOf } from './tick-position.ts';
import type { Board, TickStore } from './tick-store.ts';
import { viewTick } from './views.ts';

/** Months the board goes back: as long as the ledger is kept. */
const MONTHS = 4;

const monthsBack = (now: number): string[] =>
  Array.from({ length: MONTHS }, (_, n) => {
    const date = new Date(now);
    return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - n, 1)).toISOString().slice(0, 7);
  });

/** Ticks as lists know them: the newest first, each to be seen by whom its schedule is. */
const tickKind = (caller: Caller): ListKind<Tick> => ({
  type: 'schedule',
  action: 'triggers.read',
  thingOf: ({ schedule_id, owner, owner_id, department, script }) => ({
    type: 'schedule',
    id: schedule_id,
    // Ticks from before they said whose by id are found by the name alone.
    ownerId: owner_id ?? (owner === caller.username ? caller.userId : ''),
    department,
    script,
  }),
  positionOf,
  byId: false,
});

/** What did not run, of the schedules that one may see; newest first. */
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
  const shelvesOf = (caller: Caller, status: string): Shelves<Tick> => {
    const board = (of: Board) => ({
      read: (after: string | undefined, limit: number) => ticks.listUnrun(of, status, keyAt(after), limit),
    });
    return {
      everybody: { read: (after, limit) => readMonths(status, keyAt(after), limit) },
      own: board({ owner: caller.username }),
      department: (department) => board({ department }),
      inside: { type: 'schedule', shelf: (schedule) => board({ schedule }) },
    };
  };
  return async ({ query, caller, request }) => {
    const { page_size, cursor, status } = query;
    const kind = tickKind(caller);
    const { read } = await readableRows(caller, kind, shelvesOf(caller, status));
    const scope = ['unrun', caller.userId, status];
    const { rows, next } = await collectPage(
      {
        read,
        positionOf,
        admit: admitRows(caller, kind),
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
