import type { Operation } from '../platform/api.ts';
import { decide } from '../platform/decide.ts';
import { ApiError, conflict, errorCodes, notFound } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changeRun } from './change-run.ts';
import type { runsRoutes } from './contract.ts';
import { requestCancel } from './moves.ts';
import { isFinal, thingOfRun } from './run.ts';
import type { StopCancelled } from './stop-cancelled.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun, type ViewRun } from './view-run.ts';

export interface CancelDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace'>;
  readonly stopCancelled: StopCancelled;
  readonly viewRun: ViewRun;
  readonly now: () => number;
  readonly log: Log;
}

const alreadyOver = (): ApiError =>
  conflict(text('the run is over already; nothing is left to cancel', '运行已结束，无需取消'));

/**
 * Cancels a run. One that waits is cancelled at once. Otherwise it is `cancelling` until its task has stopped, which the
 * workflow, the task's own event or the sweeper finds out. Asking again while it is being cancelled is no error.
 */
export const makeCancelRun =
  ({
    store,
    stopCancelled,
    viewRun,
    now,
    log,
  }: CancelDependencies): Operation<RouteOf<typeof runsRoutes, 'cancelRun'>> =>
  async ({ params, caller, request }) => {
    const seen = await findVisibleRun(store, params.id, caller);
    if (!(await decide(caller, 'runs.cancel', thingOfRun(seen))))
      throw new ApiError(
        errorCodes.notAllowed,
        text('only who started a run, or a manager, may cancel it', '只有运行的发起人或管理者可以取消它'),
      );
    const changed = await changeRun(
      store,
      seen.id,
      (run) => requestCancel(run, caller.username, new Date(now()).toISOString()),
      (before, after) => ({
        resource: { type: 'run', id: after.id },
        before: { status: before.status },
        after: { status: after.status, script: after.script },
      }),
    );
    if (changed === undefined) throw notFound();
    if (isFinal(changed.before)) throw alreadyOver();
    if (changed.after.status === 'cancelling') {
      try {
        await stopCancelled(changed.after, caller.username);
      } catch (thrown) {
        // The wish is written; the sweeper stops what could not be stopped now.
        log.warn('the task is left to the sweeper', { run_id: seen.id, cause: thrown });
      }
    }
    const run = (await store.find(seen.id)) ?? changed.after;
    return accepted(await viewRun(run, request.language), `/api/v1/runs/${run.id}`);
  };
