import type { Operation } from '../platform/api.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { accepted, ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { MAX_WAIT_SECONDS, type runsRoutes } from './contract.ts';
import type { LaunchRun } from './launch-run.ts';
import { isFinal } from './run.ts';
import type { ViewRun } from './view-run.ts';
import { makeWaitForEnd, type WaitDependencies } from './wait-for-end.ts';

export interface ExecuteDependencies extends WaitDependencies {
  readonly launchRun: LaunchRun;
  readonly viewRun: ViewRun;
}

/** Starts a run and waits for its end: 200 with the finished run, or after 25 s 202 with the run so far. */
export const makeExecuteScript = ({
  launchRun,
  viewRun,
  store,
  now,
  sleep,
}: ExecuteDependencies): Operation<RouteOf<typeof runsRoutes, 'executeScript'>> => {
  const waitForEnd = makeWaitForEnd({ store, now, sleep });
  return async ({ params, body, caller, request }) => {
    const until = now() + MAX_WAIT_SECONDS * 1000;
    const { version, parameters, priority } = body;
    const key = readIdempotencyKey(request, 'executeScript', caller.userId);
    const wish = {
      script: params.name,
      version,
      parameters,
      trigger: { type: 'manual' as const },
      retryOf: null,
      ...(priority === undefined ? {} : { policy: { priority } }),
    };
    const run = await waitForEnd(await launchRun(caller, wish, key), until);
    const view = await viewRun(run, request.language);
    return isFinal(run) ? ok(view) : accepted(view, `/api/v1/runs/${run.id}`);
  };
};
