import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun, type ViewRun } from './view-run.ts';

/** Shows a run as it is now. */
export const makeShowRun =
  ({
    store,
    viewRun,
  }: {
    store: Pick<RunStore, 'find'>;
    viewRun: ViewRun;
  }): Operation<RouteOf<typeof runsRoutes, 'showRun'>> =>
  async ({ params, caller, request }) =>
    ok(await viewRun(await findVisibleRun(store, params.id, caller), request.language));
