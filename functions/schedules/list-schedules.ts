import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import type { PresentSchedule } from './present-schedule.ts';
import { maySeeSchedule, type Schedule } from './schedule.ts';
import type { ScheduleStore, Shelf } from './store.ts';

type ListSchedules = RouteOf<typeof schedulesRoutes, 'listSchedules'>;
type Filters = QueryOf<ListSchedules>;

/** The index that selects most. */
const shelfOf = ({ owner, script }: Filters, caller: Caller): Shelf => {
  if (!may(caller, 'triggers.read.all')) return { by: 'owner', owner: caller.username };
  if (owner !== undefined) return { by: 'owner', owner };
  return script === undefined ? { by: 'everybody' } : { by: 'script', script };
};

const keepOf =
  ({ owner, script, enabled, q }: Filters, caller: Caller) =>
  (schedule: Schedule): boolean =>
    maySeeSchedule(caller, schedule) &&
    (owner === undefined || schedule.owner === owner) &&
    (script === undefined || schedule.script === script) &&
    (enabled === undefined || String(schedule.enabled) === enabled) &&
    (q === undefined || schedule.name.toLowerCase().includes(q.toLowerCase()));

/** Lists schedules, newest first: one's own, or everybody's for those who may see them. */
export const makeListSchedules =
  ({
    store,
    cursors,
    presentSchedule,
  }: {
    readonly store: Pick<ScheduleStore, 'list'>;
    readonly cursors: Cursors;
    readonly presentSchedule: PresentSchedule;
  }): Operation<ListSchedules> =>
  async ({ query, caller, request }) => {
    const { page_size, cursor, ...filters } = query;
    const scope = ['schedules', caller.userId, filters];
    const shelf = shelfOf(query, caller);
    const { rows, next } = await collectPage(
      {
        read: (after, limit) => store.list(shelf, after, limit),
        positionOf: ({ id }: Schedule) => id,
        keep: keepOf(query, caller),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: await Promise.all(rows.map((each) => presentSchedule(each, request.language))),
      page_size,
      next_cursor: await cursors.seal(next, scope),
    });
  };
