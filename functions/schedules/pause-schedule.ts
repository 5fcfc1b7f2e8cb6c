import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { changeSchedule } from './change-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToManage } from './find-schedule.ts';
import type { PresentSchedule } from './present-schedule.ts';
import { paused } from './schedule.ts';
import type { ScheduleStore } from './store.ts';

/** Pauses a schedule; one that is paused stays as it is. */
export const makePauseSchedule =
  ({
    store,
    presentSchedule,
    now,
  }: {
    readonly store: Pick<ScheduleStore, 'find' | 'replace'>;
    readonly presentSchedule: PresentSchedule;
    readonly now: () => number;
  }): Operation<RouteOf<typeof schedulesRoutes, 'pauseSchedule'>> =>
  async ({ params, caller, request }) => {
    await findToManage(store, params.id, caller);
    const at = new Date(now()).toISOString();
    const facts = { user: caller.username };
    const after = await changeSchedule(store, params.id, (each) =>
      each.enabled
        ? paused({ ...each, version: each.version + 1, updated_at: at }, { code: 'by_user', facts, at })
        : each,
    );
    if (after === undefined) throw notFound();
    return ok(await presentSchedule(after, request.language));
  };
