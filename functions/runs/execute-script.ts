import type { Operation } from '../platform/api.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { accepted, ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { MAX_WAIT_SECONDS, type runsRoutes } from './contract.ts';
import type { LaunchRun } from './launch-run.ts';
import { isFinal, type Run } from './run.ts';
import type { RunStore } from './store.ts';
import type { ViewRun } from './view-run.ts';

export interface ExecuteDependencies {
  readonly launchRun: LaunchRun;
  readonly viewRun: ViewRun;
  readonly store: Pick<RunStore, 'find'>;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;
const GROWTH = 1.4;

/** Starts a run and waits for its end: 200 with the finished run, or after 25 s 202 with the run so far. */
export const makeExecuteScript = ({
  launchRun,
  viewRun,
  store,
  now,
  sleep,
}: ExecuteDependencies): Operation<RouteOf<typeof runsRoutes, 'executeScript'>> => {
  const waitForEnd = async (started: Run, until: number): Promise<Run> => {
    let run = started;
    for (let pause = FIRST_PAUSE_MS; !isFinal(run) && now() + pause < until; ) {
      await sleep(pause);
      run = (await store.find(run.id)) ?? run;
      pause = Math.min(LONGEST_PAUSE_MS, pause * GROWTH);
    }
    return run;
  };
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
