import { firstLook } from './retention/expiry.ts';
import { delaySeconds, shouldRetry } from './retry-policy.ts';
import { executionName, isFinal, MAX_EXECUTIONS, openAttempt, type Run, type RunStatus } from './run.ts';
import type { Verdict } from './verdict.ts';

/**
 * The moves of a run's life; no I/O, time comes in. Each gives the changed run, or undefined when the move is not
 * legal now: a late or duplicate event, which is then dropped.
 *
 *   queued ─► starting ─► running ─► succeeded | failed | timed_out
 *     │          │ ▲         │ a code that the run's retry policy names, attempts are left: back to starting, and a wait
 *     │          │ └─────────┘
 *     │          └───┬───────┘
 *     ▼              ▼
 *   cancelled ◄── cancelling
 */
type Move = Run | undefined;

const changed = (run: Run, at: string, facts: Partial<Run>): Run => ({
  ...run,
  ...facts,
  changed_at: at,
  revision: run.revision + 1,
});

const entering = (run: Run, status: RunStatus, at: string, by: string | null = null): Partial<Run> =>
  run.status === status
    ? {}
    : { status, timeline: [...run.timeline, { status, at: noEarlier(run, at), by }] };

/** The timeline never runs backwards, whatever the runner's clock says. */
const noEarlier = (run: Run, at: string): string => {
  const last = run.timeline.at(-1)?.at ?? at;
  return last > at ? last : at;
};

const closingAttempt = (run: Run, at: string, code: string | null): Run['attempts'] =>
  run.attempts.map((attempt) =>
    attempt.finished_at === null ? { ...attempt, finished_at: at, code } : attempt,
  );

const ending = (
  run: Run,
  status: RunStatus,
  code: string | null,
  at: string,
  by: string | null,
): Partial<Run> => ({
  ...entering(run, status, at, by),
  code,
  finished_at: at,
  lost_since: null,
  next_attempt_at: null,
  look_on: run.pinned ? null : firstLook(at),
  attempts: closingAttempt(run, at, code),
});

/** What is known of one attempt says nothing of the next. */
const fresh = {
  started_at: null,
  progress: null,
  progress_at: null,
  lost_since: null,
  overdue: false,
} as const satisfies Partial<Run>;

/** Between two attempts: the one is over, the other is due after the policy's delay. */
const waiting = (run: Run, attempt: number, at: string, random: number): Partial<Run> => ({
  ...entering(run, 'starting', at),
  ...fresh,
  next_attempt_at: new Date(Date.parse(at) + delaySeconds(run.retry, attempt, random) * 1000).toISOString(),
});

/** Prepare: the next attempt; the same one again when Prepare of this execution is delivered twice. */
export const beginAttempt = (run: Run, execution: string, at: string): Move => {
  if (execution !== executionName(run) || (run.status !== 'queued' && run.status !== 'starting'))
    return undefined;
  const open = openAttempt(run);
  if (open !== undefined) return open.execution === execution ? run : undefined;
  const number = run.attempts.length + 1;
  if (number > run.retry.attempts) return undefined;
  return changed(run, at, {
    ...entering(run, 'starting', at),
    ...fresh,
    next_attempt_at: null,
    attempts: [
      ...run.attempts,
      {
        attempt: number,
        execution,
        prepared_at: at,
        started_at: null,
        finished_at: null,
        code: null,
        artifacts_count: 0,
        has_outcome: false,
      },
    ],
  });
};

/** What the runner says while the script runs; older news than what is known is dropped. */
export interface News {
  readonly attempt: number;
  readonly started_at: string;
  readonly fraction: number | null;
  readonly message: string | null;
  readonly at: string;
}

export const takeProgress = (run: Run, news: News, at: string): Move => {
  if (run.status !== 'starting' && run.status !== 'running') return undefined;
  if (openAttempt(run)?.attempt !== news.attempt) return undefined;
  if (run.progress_at !== null && run.progress_at >= news.at) return undefined;
  return changed(run, at, {
    ...entering(run, 'running', news.started_at),
    started_at: run.started_at ?? news.started_at,
    progress: { fraction: news.fraction, message: news.message },
    progress_at: news.at,
    lost_since: null,
    attempts: run.attempts.map((attempt) =>
      attempt.attempt === news.attempt
        ? { ...attempt, started_at: attempt.started_at ?? news.started_at }
        : attempt,
    ),
  });
};

/** A user cancels: at once while no task can exist, otherwise by way of `cancelling`. */
export const requestCancel = (run: Run, by: string, at: string): Move => {
  if (isFinal(run) || run.status === 'cancelling') return undefined;
  if (openAttempt(run) === undefined)
    return changed(run, at, { ...ending(run, 'cancelled', 'cancelled', at, by), cancelled_by: by });
  return changed(run, at, { ...entering(run, 'cancelling', at, by), cancelled_by: by });
};

/**
 * An attempt came to its end: so does the run, or it waits for the next attempt by its retry policy (`random`, from 0 to
 * 1, is the chance in the delay). A verdict on an attempt that is not the open one is late and changes nothing.
 */
export const endAttempt = (run: Run, attempt: number, verdict: Verdict, at: string, random: number): Move => {
  if (isFinal(run) || openAttempt(run)?.attempt !== attempt) return undefined;
  const begun: Run = {
    ...run,
    // A run that was quicker than the news of its start has been running all the same.
    ...(run.status === 'starting' && verdict.started_at !== null
      ? entering(run, 'running', verdict.started_at)
      : {}),
    attempts: run.attempts.map((each) =>
      each.attempt === attempt
        ? {
            ...each,
            started_at: verdict.started_at ?? each.started_at,
            artifacts_count: verdict.artifacts_count,
            has_outcome: verdict.has_outcome,
          }
        : each,
    ),
  };
  const facts = {
    usage: verdict.usage,
    warnings: verdict.warnings,
    artifacts_count: verdict.artifacts_count,
    outcome_attempt: verdict.has_outcome ? attempt : null,
    started_at: verdict.started_at ?? run.started_at,
    progress:
      verdict.status === 'succeeded' ? { fraction: 1, message: run.progress?.message ?? null } : run.progress,
  };
  const known = { ...begun, ...facts };
  if (run.status === 'cancelling')
    return changed(known, at, ending(known, 'cancelled', 'cancelled', at, run.cancelled_by));
  if (shouldRetry(run.retry, attempt, verdict.code))
    return changed(begun, at, {
      ...waiting(begun, attempt, at, random),
      attempts: closingAttempt(begun, at, verdict.code),
    });
  return changed(known, at, {
    ...ending(known, verdict.status, verdict.code, at, null),
    words: verdict.words,
    limit: verdict.limit,
    exit_code: verdict.exit_code,
    signal: verdict.signal,
  });
};

/** Prepare failed before there was an attempt: it counts as one, so that it cannot fail for ever. */
export const failToPrepare = (
  run: Run,
  execution: string,
  verdict: Verdict,
  at: string,
  random: number,
): Move => {
  const begun = openAttempt(run) === undefined ? beginAttempt(run, execution, at) : run;
  const open = begun === undefined ? undefined : openAttempt(begun);
  if (begun === undefined || open?.execution !== execution) return undefined;
  const ended = endAttempt(begun, open.attempt, verdict, at, random);
  return ended === undefined ? undefined : { ...ended, revision: run.revision + 1 };
};

/** Nothing of a cancelled run lives any more. */
export const confirmCancelled = (run: Run, at: string): Move =>
  run.status === 'cancelling'
    ? changed(run, at, ending(run, 'cancelled', 'cancelled', at, run.cancelled_by))
    : undefined;

/** Its execution is over and no attempt is going on: a new execution, or the end when there were too many. */
export const startAgain = (run: Run, verdict: Verdict, at: string): Move => {
  if ((run.status !== 'queued' && run.status !== 'starting') || openAttempt(run) !== undefined)
    return undefined;
  return run.executions < MAX_EXECUTIONS
    ? changed(run, at, { executions: run.executions + 1, lost_since: null })
    : changed(run, at, ending(run, verdict.status, verdict.code, at, null));
};

/** Notes of who looks after tasks; they change nothing that a user sees. */
export const note = (
  run: Run,
  notes: Partial<Pick<Run, 'task_arns' | 'lost_since' | 'overdue'>>,
  at: string,
): Move => (isFinal(run) ? undefined : { ...changed(run, at, notes), changed_at: run.changed_at });
