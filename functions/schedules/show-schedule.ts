import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToSee } from './find-schedule.ts';
import type { PresentSchedule } from './present-schedule.ts';
import type { ScheduleStore } from './store.ts';

/** Shows a schedule. */
export const makeShowSchedule =
  ({
    store,
    presentSchedule,
  }: {
    readonly store: Pick<ScheduleStore, 'find'>;
    readonly presentSchedule: PresentSchedule;
  }): Operation<RouteOf<typeof schedulesRoutes, 'showSchedule'>> =>
  async ({ params, caller, request }) =>
    ok(await presentSchedule(await findToSee(store, params.id, caller), request.language));
