import type { Log } from '../../platform/log.ts';
import { changeRun } from '../change-run.ts';
import { requestCancel } from '../moves.ts';
import { isFinal, type Run } from '../run.ts';
import { makeStartExecution } from '../start-execution.ts';
import type { StopCancelled } from '../stop-cancelled.ts';
import type { RunStore } from '../store.ts';
import type { Workflow } from '../workflow.ts';
import { type Dispatch, makeDispatch } from './dispatch.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { QueueStore } from './queue-store.ts';

export interface AdmissionDependencies<Store> {
  readonly store: Store;
  readonly queue: QueueStore;
  readonly workflow: Pick<Workflow, 'start'>;
  /** Who has none leaves a cancelled run's task to the run's next progress or to the sweeper. */
  readonly stopCancelled?: StopCancelled;
  readonly now: () => number;
  readonly log: Log;
}

/** Slots, and a store of runs that gives a run's slot to the next one when it writes the run's end. */
export interface Admission<Store> {
  readonly store: Store;
  readonly dispatch: Dispatch;
}

/**
 * Puts slots around a store of runs. Whoever ends runs works with the store that this answers: then no end of a run, by
 * whatever path, keeps its slot. A slot whose return fails is taken back by the sweeper.
 */
export const makeAdmission = <Store extends Pick<RunStore, 'find' | 'replace' | 'clearWaiting'>>({
  store: plain,
  queue,
  workflow,
  stopCancelled,
  now,
  log,
}: AdmissionDependencies<Store>): Admission<Store> => {
  const replace = async (before: Run, after: Run): Promise<boolean> => {
    const written = await plain.replace(before, after);
    if (written && isFinal(after) && before.admitted_at !== null) await giveBack(after.id);
    return written;
  };
  const store: Store = { ...plain, replace };
  const cancelRunning = async (runId: string, by: QueueEntry): Promise<void> => {
    const changed = await changeRun(store, runId, (run) =>
      requestCancel(run, by.user, new Date(now()).toISOString()),
    );
    if (changed === undefined || changed.after === changed.before || isFinal(changed.after)) return;
    try {
      await stopCancelled?.(changed.after, by.user);
    } catch (thrown) {
      log.warn('the task is left to the sweeper', { run_id: runId, cause: thrown });
    }
  };
  const dispatch = makeDispatch({
    store: plain,
    queue,
    startExecution: makeStartExecution({ store: plain, workflow }),
    cancelRunning,
    now,
    log,
  });
  const giveBack = async (ended: string): Promise<void> => {
    try {
      await dispatch({ ended });
    } catch (thrown) {
      log.warn('the slot is left to the sweeper', { run_id: ended, cause: thrown });
    }
  };
  return { store, dispatch };
};
