import { changeRun } from './change-run.ts';
import { note } from './moves.ts';
import type { Run } from './run.ts';
import type { RunStore } from './store.ts';
import type { Tasks } from './tasks.ts';

export interface StopDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace'>;
  readonly tasks: Pick<Tasks, 'findRunning' | 'stop'>;
  readonly now: () => number;
}

/** Tells a run's tasks to end and notes which. Answers how many were told. Safe to be called again. */
export const makeStopTasks =
  ({ store, tasks, now }: StopDependencies) =>
  async (run: Run, reason: string): Promise<number> => {
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
