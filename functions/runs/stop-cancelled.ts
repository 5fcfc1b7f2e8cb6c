import { barTask } from './bar-task.ts';
import type { RunObjects } from './objects.ts';
import { isFinal, type Run } from './run.ts';
import type { StopTasks } from './stop-tasks.ts';
import type { RunStore } from './store.ts';

export interface StopCancelledDependencies {
  readonly store: Pick<RunStore, 'find'>;
  readonly objects: Pick<RunObjects, 'remove'>;
  readonly stopTasks: StopTasks;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** A task that is being started is seen by ECS a moment later: look so often, so long apart. */
const LOOKS = 6;
const LOOK_PAUSE_MS = 300;

/** Stops what runs of a run that is being cancelled. What cannot be stopped now the sweeper stops. */
export const makeStopCancelled =
  ({ store, objects, stopTasks, sleep }: StopCancelledDependencies) =>
  async (run: Run, by: string): Promise<void> => {
    await barTask(objects, run);
    for (let look = 1; look <= LOOKS; look += 1) {
      if ((await stopTasks(run, `cancelled by ${by}`)) > 0 || look === LOOKS) return;
      await sleep(LOOK_PAUSE_MS);
      const current = await store.find(run.id);
      if (current === undefined || isFinal(current)) return;
    }
  };

export type StopCancelled = ReturnType<typeof makeStopCancelled>;
