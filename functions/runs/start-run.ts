import type { Operation } from '../platform/api.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import type { LaunchRun } from './launch-run.ts';
import type { ViewRun } from './view-run.ts';

/** Starts a run and answers at once: 202 with the run so far. */
export const makeStartRun =
  ({
    launchRun,
    viewRun,
  }: {
    launchRun: LaunchRun;
    viewRun: ViewRun;
  }): Operation<RouteOf<typeof runsRoutes, 'startRun'>> =>
  async ({ body, caller, request }) => {
    const { script, version, parameters, priority } = body;
    const key = readIdempotencyKey(request, 'startRun', caller.userId);
    const wish = {
      script,
      version,
      parameters,
      trigger: { type: 'manual' as const },
      retryOf: null,
      ...(priority === undefined ? {} : { policy: { priority } }),
    };
    const run = await launchRun(caller, wish, key);
    return accepted(await viewRun(run, request.language), `/api/v1/runs/${run.id}`);
  };
