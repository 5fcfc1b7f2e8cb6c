import { inParallel } from '../platform/in-parallel.ts';
import type { Log } from '../platform/log.ts';
import type { MendQueue } from './admission/mend-queue.ts';
import { barTask } from './bar-task.ts';
import { changeRun } from './change-run.ts';
import type { FinalizeRun } from './finalize-run.ts';
import { note, startAgain } from './moves.ts';
import { reportKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { executionName, isFinal, openAttempt, type Run } from './run.ts';
import type { StartExecution } from './start-execution.ts';
import type { StopTasks } from './stop-tasks.ts';
import type { RunStore } from './store.ts';
import { GRACE_MS, isDelayed, isLeftOver, nextStep, type Sight, type Step } from './sweep-rules.ts';
import type { Tasks } from './tasks.ts';
import { platformFailure } from './verdict.ts';
import type { Workflow } from './workflow.ts';

export interface SweepDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace' | 'listActive' | 'listWaiting'>;
  readonly objects: Pick<RunObjects, 'list' | 'remove'>;
  readonly workflow: Pick<Workflow, 'statusOf' | 'stop'>;
  readonly tasks: Pick<Tasks, 'listRunning' | 'areStopped'>;
  readonly startExecution: StartExecution;
  readonly stopTasks: StopTasks;
  readonly finalizeRun: FinalizeRun;
  readonly mendQueue: MendQueue;
  readonly now: () => number;
  readonly log: Log;
}

/** What a sweep did, by kind. */
export type Mended = Partial<
  Record<
    'started' | 'admitted' | 'slot-returned' | 'stop-left-over' | 'failed' | Exclude<Step, 'leave'>,
    number
  >
>;

/** Who wrote an outbox row starts it at once; after this time it was forgotten. */
const START_PATIENCE_MS = 5000;

/** Runs looked at side by side: few, for the sake of the services' rates. */
const AT_ONCE = 4;

/**
 * Looks after every run that is not final: starts what the outbox still holds, ends what lost its completion, stops what
 * should not run, starts again what lost its workflow; after tasks that outlive their runs; and after the queue. `quietMs`: runs that changed more recently are left alone.
 */
export const makeSweepRuns = (deps: SweepDependencies) => {
  const { store, objects, workflow, tasks, startExecution, stopTasks, finalizeRun, mendQueue, now, log } =
    deps;
  const instant = () => new Date(now()).toISOString();

  const look = async (run: Run, runningTasks: number, waiting: boolean): Promise<Sight> => {
    const open = openAttempt(run);
    // A task that runs is all that counts; its execution is asked about only when there is none.
    if (runningTasks > 0)
      return { execution: 'running', runningTasks, stoppedTasks: true, report: false, waiting };
    const [execution, stoppedTasks, report] = await Promise.all([
      workflow.statusOf(executionName(run)),
      tasks.areStopped(run.task_arns),
      open === undefined
        ? false
        : objects
            .list(reportKey(run.id, open.attempt), undefined, 1)
            .then(({ objects: found }) => found.length > 0),
    ]);
    return { execution, runningTasks, stoppedTasks, report, waiting };
  };

  const finalize = (run: Run, canRetry: boolean) =>
    finalizeRun({
      runId: run.id,
      attempt: openAttempt(run)?.attempt,
      execution: executionName(run),
      timedOut: false,
      canRetry,
      ended: canRetry,
    });

  const takeOver = async (run: Run): Promise<void> => {
    await barTask(objects, run);
    await stopTasks(run, 'the sweeper takes the run over');
    await workflow.stop(executionName(run), 'the sweeper takes the run over');
    if (openAttempt(run) !== undefined) await finalize(run, true);
    const changed = await changeRun(store, run.id, (each) =>
      // A long wait for the next attempt is left to a later sweep; a short one has passed with the loss.
      each.executions === run.executions && !isDelayed(each, now() + GRACE_MS)
        ? startAgain(each, platformFailure(), instant())
        : undefined,
    );
    if (changed === undefined || isFinal(changed.after) || changed.after === changed.before) return;
    await startExecution({ id: run.id, execution: executionName(changed.after) });
  };

  const take: Record<Exclude<Step, 'leave'>, (run: Run) => Promise<unknown>> = {
    'stop-overdue': async (run) => {
      await changeRun(store, run.id, (each) => note(each, { overdue: true }, instant()));
      await stopTasks(run, 'the run is over its time');
    },
    'stop-cancelled': async (run) => {
      await barTask(objects, run);
      await stopTasks(run, 'the run was cancelled');
    },
    'note-lost': (run) =>
      changeRun(store, run.id, (each) => note(each, { lost_since: instant() }, instant())),
    'note-found': (run) => changeRun(store, run.id, (each) => note(each, { lost_since: null }, instant())),
    finalize: async (run) => {
      const changed = await finalize(run, false);
      // It wants another attempt, which its workflow makes; if that is stuck, it is taken over in a while.
      if (changed !== undefined && openAttempt(changed.after) !== undefined)
        await changeRun(store, run.id, (each) => note(each, { lost_since: instant() }, instant()));
    },
    'take-over': takeOver,
  };

  return async (quietMs: number): Promise<Mended> => {
    const mended: Mended = {};
    const count = (kind: keyof Mended, by = 1) => {
      if (by > 0) mended[kind] = (mended[kind] ?? 0) + by;
    };
    const guarded = async (runId: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (thrown) {
        // One run that cannot be looked after must not keep the others from it; the next sweep comes in a minute.
        count('failed');
        log.error('a run could not be swept', { run_id: runId, cause: thrown });
      }
    };
    const waiting = await store.listWaiting();
    const forgotten = waiting.filter(({ since }) => now() - since >= Math.min(quietMs, START_PATIENCE_MS));
    await inParallel(forgotten, AT_ONCE, (each) =>
      guarded(each.id, async () => {
        await startExecution(each);
        count('started');
      }),
    );
    const held = new Set(waiting.map(({ id }) => id));
    const unfinished = await store.listActive();
    const active = unfinished.filter(({ changed_at }) => now() - Date.parse(changed_at) >= quietMs);
    const running = await tasks.listRunning();
    await inParallel(active, AT_ONCE, ({ id }) =>
      guarded(id, async () => {
        const run = await store.find(id);
        if (run === undefined || isFinal(run)) return;
        const step = nextStep(run, await look(run, running.get(id)?.length ?? 0, held.has(id)), now());
        if (step === 'leave') return;
        log.info('swept', { run_id: id, status: run.status, step });
        await take[step](run);
        count(step);
      }),
    );
    const busy = new Set(active.map(({ id }) => id));
    const others = [...running.keys()].filter((id) => !busy.has(id));
    await inParallel(others, AT_ONCE, (id) =>
      guarded(id, async () => {
        const run = await store.find(id);
        if (run === undefined || !isLeftOver(run, now())) return;
        await stopTasks(run, 'its run is over');
        count('stop-left-over');
      }),
    );
    try {
      const { returned, admitted } = await mendQueue(unfinished, Math.min(quietMs, START_PATIENCE_MS));
      count('slot-returned', returned);
      count('admitted', admitted);
    } catch (thrown) {
      count('failed');
      log.error('the queue could not be swept', { cause: thrown });
    }
    return mended;
  };
};
