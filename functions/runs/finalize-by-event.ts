import { taskStateChange } from '../../events/ecs/task-state-change.ts';
import { objectCreated } from '../../events/s3/object-created.ts';
import { type Finalized, type FinalizeInput, finalizeInput } from '../../events/workflow/run-workflow.ts';
import type { Log } from '../platform/log.ts';
import type { FinalizeRun } from './finalize-run.ts';
import { parseAttemptKey } from './object-keys.ts';
import { isFinal, openAttempt } from './run.ts';
import type { RunStore } from './store.ts';

/** Seconds until the next attempt is due. */
const secondsUntil = (at: string | null, now: number): number =>
  at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));

/** The workflow's last state: ends the attempt, and says whether Prepare shall make another one, and when. */
export const makeFinalizeByWorkflow =
  ({ finalizeRun, now }: { finalizeRun: FinalizeRun; now: () => number }) =>
  async (input: unknown): Promise<Finalized> => {
    const { run_id, execution, prepared, error }: FinalizeInput = finalizeInput.parse(input);
    const changed = await finalizeRun({
      runId: run_id,
      attempt: prepared?.attempt,
      execution,
      timedOut: error?.Error === 'States.Timeout',
      canRetry: true,
      ended: true,
    });
    const run = changed?.after;
    const retry = run !== undefined && run.status === 'starting' && openAttempt(run) === undefined;
    return { retry, wait_seconds: retry ? secondsUntil(run.next_attempt_at, now()) : 0 };
  };

/** A runner posted its report: the run ends now, not only when its task has gone (unless it is being cancelled). */
export const makeFinalizeByReport =
  ({ finalizeRun, log }: { finalizeRun: FinalizeRun; log: Log }) =>
  async (event: unknown): Promise<void> => {
    const parsed = objectCreated.safeParse(event);
    const place = parsed.success ? parseAttemptKey(parsed.data.detail.object.key) : undefined;
    if (place?.name !== 'report.json') return log.warn('not an event of a report');
    const { runId, attempt } = place;
    // No retry: only the workflow can make the next attempt, and it will ask for the same verdict.
    await finalizeRun({
      runId,
      attempt,
      execution: undefined,
      timedOut: false,
      canRetry: false,
      ended: false,
    });
  };

/**
 * A task stopped. Its event may be late, so it counts only for an attempt that was prepared before the task was made.
 * Ends what needs no further attempt: a run that was being cancelled, or whose report's own event was lost.
 */
export const makeFinalizeByTask =
  ({ finalizeRun, store, log }: { finalizeRun: FinalizeRun; store: Pick<RunStore, 'find'>; log: Log }) =>
  async (event: unknown): Promise<void> => {
    const parsed = taskStateChange.safeParse(event);
    if (!parsed.success) return log.warn('not an event of a task');
    const { group, lastStatus, createdAt } = parsed.data.detail;
    if (lastStatus !== 'STOPPED' || group === undefined || createdAt === undefined) return;
    const run = await store.find(group);
    const open = run === undefined || isFinal(run) ? undefined : openAttempt(run);
    if (open === undefined || Date.parse(createdAt) < Date.parse(open.prepared_at)) return;
    await finalizeRun({
      runId: group,
      attempt: open.attempt,
      execution: open.execution,
      timedOut: false,
      canRetry: false,
      ended: true,
    });
  };
