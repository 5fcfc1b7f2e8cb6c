import type { Operation } from '../platform/api.ts';
import { decide } from '../platform/decide.ts';
import { ApiError, errorCodes, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changeRun } from './change-run.ts';
import type { runsRoutes } from './contract.ts';
import { setPinned } from './retention/marks.ts';
import { thingOfRun } from './run.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun, type ViewRun } from './view-run.ts';

/** Keeps a run, with its logs, artifacts and files, beyond every retention; or no longer. */
export const makePinRun =
  ({
    store,
    viewRun,
    now,
  }: {
    store: Pick<RunStore, 'find' | 'replace'>;
    viewRun: ViewRun;
    now: () => number;
  }): Operation<RouteOf<typeof runsRoutes, 'pinRun'>> =>
  async ({ params, body, caller, request }) => {
    const seen = await findVisibleRun(store, params.id, caller);
    if (!(await decide(caller, 'runs.cancel', thingOfRun(seen))))
      throw new ApiError(
        errorCodes.notAllowed,
        text('only who started a run, or a manager, may pin it', '只有运行的发起人或管理者可以固定它'),
      );
    const changed = await changeRun(
      store,
      seen.id,
      (run) => setPinned(run, body.pinned, caller.username, new Date(now()).toISOString()),
      (before, after) => ({
        resource: { type: 'run', id: after.id },
        before: { pinned: before.pinned, pinned_by: before.pinned_by },
        after: { pinned: after.pinned, pinned_by: after.pinned_by },
      }),
    );
    if (changed === undefined || changed.after.removed.includes('run')) throw notFound();
    return ok(await viewRun(changed.after, request.language));
  };
