import { isFinal, isWaiting, openAttempt, type Run } from './run.ts';
import { attemptDeadline, MANIFEST_SECONDS } from './time-limits.ts';

/** What the sweeper sees of a run besides its row. */
export interface Sight {
  readonly execution: 'running' | 'over' | 'absent';
  /** Tasks that nobody has told to stop. */
  readonly runningTasks: number;
  /** Whether every task that was told to stop has stopped. */
  readonly stoppedTasks: boolean;
  readonly report: boolean;
  /** Whether an outbox row still holds its execution. */
  readonly waiting: boolean;
}

/** What the sweeper does about a run. */
export type Step =
  /** Nothing is wrong, or it is too early to say. */
  | 'leave'
  /** Its time is over: stop the task. */
  | 'stop-overdue'
  /** It is being cancelled: stop what still runs. */
  | 'stop-cancelled'
  /** Its task cannot be seen: note since when. */
  | 'note-lost'
  /** Its task is there again. */
  | 'note-found'
  /** The report is there; only the workflow could make another attempt, and it is alive. */
  | 'finalize'
  /** The workflow is dead or stuck: end it, end the attempt, and start another execution if one is needed. */
  | 'take-over';

/** How long the workflow has for its next step before somebody else looks after the run, in milliseconds. */
export const GRACE_MS = 60_000;

const workflowIsGone = (run: Run, { execution }: Sight, now: number): boolean =>
  execution === 'over' || (execution === 'absent' && now - Date.parse(run.changed_at) > GRACE_MS);

const forCancelling = (run: Run, sight: Sight, now: number): Step => {
  if (sight.runningTasks > 0) return 'stop-cancelled';
  if (!sight.stoppedTasks) return 'leave';
  const settled = now - Date.parse(run.changed_at) > GRACE_MS / 4;
  return settled || workflowIsGone(run, sight, now) ? 'take-over' : 'leave';
};

const forAttempt = (run: Run, preparedAt: string, sight: Sight, now: number): Step => {
  if (sight.runningTasks > 0) {
    if (now > attemptDeadline(preparedAt, run.timeout_seconds)) return 'stop-overdue';
    return run.lost_since === null ? 'leave' : 'note-found';
  }
  if (!sight.stoppedTasks) return 'leave';
  if (workflowIsGone(run, sight, now)) return 'take-over';
  if (run.lost_since === null) return sight.report ? 'finalize' : 'note-lost';
  // A task may still come while the manifest's URL is valid; one that was running does not come back.
  const patience = run.status === 'starting' && !sight.report ? MANIFEST_SECONDS * 1000 + GRACE_MS : GRACE_MS;
  return now - Date.parse(run.lost_since) > patience ? 'take-over' : 'leave';
};

/** Whether a task that still runs has outlived its run: a runner ends within seconds of its report. */
export const isLeftOver = (run: Run, now: number): boolean =>
  run.finished_at !== null && now - Date.parse(run.finished_at) > GRACE_MS;

/** Whether a run waits between two attempts: whoever has its workflow, nothing is to be done before the next is due. */
export const isDelayed = (run: Run, now: number): boolean =>
  run.next_attempt_at !== null && now < Date.parse(run.next_attempt_at);

/** Decides what a run needs; no I/O. A run that is final needs nothing, nor does one that waits for a slot. */
export const nextStep = (run: Run, sight: Sight, now: number): Step => {
  if (isFinal(run) || isWaiting(run)) return 'leave';
  if (run.status === 'cancelling') return forCancelling(run, sight, now);
  const open = openAttempt(run);
  if (open !== undefined) return forAttempt(run, open.prepared_at, sight, now);
  if (isDelayed(run, now)) return 'leave';
  return !sight.waiting && workflowIsGone(run, sight, now) ? 'take-over' : 'leave';
};
