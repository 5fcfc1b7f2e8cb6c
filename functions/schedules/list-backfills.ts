import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Backfill } from './backfill.ts';
import type { BackfillStore } from './backfill-store.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToSee } from './find-schedule.ts';
import type { ScheduleStore } from './store.ts';
import { viewBackfill } from './views.ts';

/** Lists the backfills of a schedule, newest first. */
export const makeListBackfills =
  ({
    store,
    backfills,
    cursors,
  }: {
    readonly store: Pick<ScheduleStore, 'find'>;
    readonly backfills: Pick<BackfillStore, 'list'>;
    readonly cursors: Cursors;
  }): Operation<RouteOf<typeof schedulesRoutes, 'listBackfills'>> =>
  async ({ params, query, caller }) => {
    await findToSee(store, params.id, caller);
    const scope = ['backfills', caller.userId, params.id];
    const { rows, next } = await collectPage(
      {
        read: (after, limit) => backfills.list(params.id, after, limit),
        positionOf: ({ id }: Backfill) => id,
      },
      query.page_size,
      await cursors.open(query.cursor, scope),
    );
    return ok({
      items: rows.map(viewBackfill),
      page_size: query.page_size,
      next_cursor: await cursors.seal(next, scope),
    });
  };
