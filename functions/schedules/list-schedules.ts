import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Caller } from '../platform/permissions.ts';
import { admitRows, type ListKind, readableRows, type Shelves } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import type { PresentSchedule } from './present-schedule.ts';
import { type Schedule, thingOfSchedule } from './schedule.ts';
import type { ScheduleStore, Shelf } from './store.ts';

type ListSchedules = RouteOf<typeof schedulesRoutes, 'listSchedules'>;
type Filters = QueryOf<ListSchedules>;

/** Schedules as lists know them: the newest first, by their ids. */
const scheduleKind: ListKind<Schedule> = {
  type: 'schedule',
  action: 'triggers.read',
  thingOf: thingOfSchedule,
  positionOf: ({ id }) => id,
  byId: true,
};

type Lister = Pick<ScheduleStore, 'list' | 'findAll'>;

/** Where schedules are found; `everybody` from the index that selects most. */
const shelvesOf = (store: Lister, caller: Caller, { owner, script }: Filters): Shelves<Schedule> => {
  const shelf = (from: Shelf) => ({
    read: (after: string | undefined, limit: number) => store.list(from, after, limit),
  });
  const narrowest: Shelf = script === undefined ? { by: 'everybody' } : { by: 'script', script };
  return {
    everybody: shelf(owner === undefined ? narrowest : { by: 'owner', owner }),
    own: shelf({ by: 'owner', owner: caller.username }),
    department: (department) => shelf({ by: 'department', department }),
    findAll: (ids) => store.findAll(ids),
  };
};

const keepOf =
  ({ owner, script, enabled, q }: Filters) =>
  (schedule: Schedule): boolean =>
    (owner === undefined || schedule.owner === owner) &&
    (script === undefined || schedule.script === script) &&
    (enabled === undefined || String(schedule.enabled) === enabled) &&
    (q === undefined || schedule.name.toLowerCase().includes(q.toLowerCase()));

/** Lists schedules, newest first: those that the caller may see. */
export const makeListSchedules =
  ({
    store,
    cursors,
    presentSchedule,
  }: {
    readonly store: Lister;
    readonly cursors: Cursors;
    readonly presentSchedule: PresentSchedule;
  }): Operation<ListSchedules> =>
  async ({ query, caller, request }) => {
    const { page_size, cursor, ...filters } = query;
    const scope = ['schedules', caller.userId, filters];
    const { read } = await readableRows(caller, scheduleKind, shelvesOf(store, caller, query));
    const { rows, next } = await collectPage(
      {
        read,
        positionOf: scheduleKind.positionOf,
        keep: keepOf(query),
        admit: admitRows(caller, scheduleKind),
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
