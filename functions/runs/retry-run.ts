import type { Operation } from '../platform/api.ts';
import { ApiError, conflict, errorCodes } from '../platform/errors.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { runsRoutes } from './contract.ts';
import type { LaunchRun } from './launch-run.ts';
import { isFinal, type Run } from './run.ts';
import type { RunInputs } from './run-inputs.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun, type ViewRun } from './view-run.ts';

/** The parameters as a caller would write them: values, and file ids. */
const parametersOf = ({ parameters, files }: RunInputs): Record<string, unknown> => ({
  ...parameters,
  ...Object.fromEntries(Object.entries(files).map(([name, list]) => [name, list.map(({ id }) => id)])),
});

/** What was right once is refused now because something it needs is gone: the run's state, not the caller's input. */
const asConflict = (thrown: unknown): unknown =>
  thrown instanceof ApiError && thrown.code === errorCodes.validationFailed
    ? conflict(
        text(
          'the run cannot be repeated as it was: start a new one instead',
          '无法按原样重新运行，请新建一次运行',
        ),
        thrown.fields,
      )
    : thrown;

/** Starts a new run with the same script version, parameters and files as one that has ended. */
export const makeRetryRun =
  ({
    store,
    launchRun,
    viewRun,
  }: {
    store: Pick<RunStore, 'find' | 'findInputs'>;
    launchRun: LaunchRun;
    viewRun: ViewRun;
  }): Operation<RouteOf<typeof runsRoutes, 'retryRun'>> =>
  async ({ params, caller, request }) => {
    const old = await findVisibleRun(store, params.id, caller);
    if (!isFinal(old))
      throw conflict(
        text('the run has not ended yet; wait for it, or cancel it first', '运行尚未结束；请等待或先取消'),
      );
    const inputs = await store.findInputs(old.id);
    if (inputs === undefined) throw new Error(`the run ${old.id} has no inputs row`);
    const key = readIdempotencyKey(request, 'retryRun', caller.userId);
    const wish = {
      script: old.script,
      version: old.version,
      parameters: parametersOf(inputs),
      trigger: { type: 'retry' as const, run_id: old.id } satisfies Run['trigger'],
      retryOf: old.id,
    };
    const run = await launchRun(caller, wish, key).catch((thrown: unknown) => {
      throw asConflict(thrown);
    });
    return accepted(await viewRun(run, request.language), `/api/v1/runs/${run.id}`);
  };
