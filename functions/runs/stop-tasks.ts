import { changeRun } from './change-run.ts';
import { note } from './moves.ts';
import { manifestKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { openAttempt, type Run } from './run.ts';
import type { RunStore } from './store.ts';
import type { Tasks } from './tasks.ts';

export interface StopDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace'>;
  readonly objects: Pick<RunObjects, 'remove'>;
  readonly tasks: Pick<Tasks, 'findRunning' | 'stop'>;
  readonly now: () => number;
}

/**
 * Stops a run's tasks and notes which: a task that has not begun finds no manifest any more, one that runs is told to
 * end. Answers how many were told. Safe to be called again.
 */
export const makeStopTasks =
  ({ store, objects, tasks, now }: StopDependencies) =>
  async (run: Run, reason: string): Promise<number> => {
    const attempt = openAttempt(run);
    if (attempt !== undefined) await objects.remove(manifestKey(run.id, attempt.attempt));
    const arns = await tasks.findRunning(run.id);
    if (arns.length === 0) return 0;
    await changeRun(store, run.id, (each) =>
      arns.every((arn) => each.task_arns.includes(arn))
        ? undefined
        : note(
            each,
            { task_arns: [...new Set([...each.task_arns, ...arns])] },
            new Date(now()).toISOString(),
          ),
    );
    await Promise.all(arns.map((arn) => tasks.stop(arn, reason)));
    return arns.length;
  };

export type StopTasks = ReturnType<typeof makeStopTasks>;
