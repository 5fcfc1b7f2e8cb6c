import { MAX_REPORT_BYTES, type Report, report } from '../../events/runner/report.ts';
import type { Log } from '../platform/log.ts';
import { type Changed, changeRun } from './change-run.ts';
import { endAttempt, failToPrepare } from './moves.ts';
import { outputPrefix, reportKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { keepOutcome } from './outcome.ts';
import { readJson } from './read-json.ts';
import { executionName, isFinal, openAttempt, type Run } from './run.ts';
import type { RunStore } from './store.ts';
import { judge, platformFailure, timeOver, type Verdict } from './verdict.ts';

export interface FinalizeDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace'>;
  readonly objects: Pick<RunObjects, 'readText' | 'list' | 'putJson'>;
  readonly now: () => number;
  /** Chance, from 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** What is known about the end of an attempt. */
export interface Ending {
  readonly runId: string;
  /** Absent: its execution ended before there was an attempt. */
  readonly attempt: number | undefined;
  /** Absent: the run's current one. */
  readonly execution: string | undefined;
  /** The workflow's task state ran out of time. */
  readonly timedOut: boolean;
  /** Who brings it can have the next attempt made; otherwise a verdict that wants one is left to who can. */
  readonly canRetry: boolean;
  /** The task is gone: a report that is missing will not come, and nothing of the run is left. */
  readonly ended: boolean;
}

/** Sizes of what is stored below the attempt's `out/`, by path; at most as many as the report names and a page more. */
const storedOutputs = async (
  objects: FinalizeDependencies['objects'],
  runId: string,
  attempt: number,
  expected: number,
): Promise<ReadonlyMap<string, number>> => {
  const prefix = outputPrefix(runId, attempt);
  const found = new Map<string, number>();
  if (expected === 0) return found;
  let after: string | undefined;
  do {
    const page = await objects.list(prefix, after, 1000);
    for (const { key, size } of page.objects) found.set(key.slice(prefix.length), size);
    after = page.end ? undefined : page.objects.at(-1)?.key;
  } while (after !== undefined && found.size < expected + 1000);
  return found;
};

/** A report that was asked to end says "cancelled" whoever asked: only a user's request cancels a run. */
const withoutStrangeCancel = (run: Run, verdict: Verdict, timedOut: boolean, now: number): Verdict => {
  if (verdict.status !== 'cancelled' || run.status === 'cancelling') return verdict;
  const { usage, warnings, artifacts_count, has_outcome, started_at } = verdict;
  return {
    ...(run.overdue || timedOut ? timeOver(run, now) : platformFailure()),
    ...{ usage, warnings, artifacts_count, has_outcome, started_at },
  };
};

/**
 * Ends an attempt: reads its report as hostile input, compares artifacts with what is stored, keeps the outcome and
 * writes the status on condition that nobody did before. Late and duplicate endings change nothing.
 */
export const makeFinalizeRun = ({ store, objects, now, random, log }: FinalizeDependencies) => {
  const readReport = async (runId: string, attempt: number): Promise<Report | undefined> => {
    const found = await readJson(objects, report, reportKey(runId, attempt), MAX_REPORT_BYTES);
    return found?.run_id === runId && found.attempt === attempt ? found : undefined;
  };

  const verdictOn = async (run: Run, attempt: number, ending: Ending): Promise<Verdict | undefined> => {
    const found = await readReport(run.id, attempt);
    if (found === undefined) {
      if (!ending.ended) return undefined;
      log.warn('an attempt ended without a report', { run_id: run.id, attempt, timed_out: ending.timedOut });
      return run.started_at !== null && (ending.timedOut || run.overdue)
        ? timeOver(run, now())
        : platformFailure();
    }
    const stored = await storedOutputs(objects, run.id, attempt, found.artifacts.length);
    const { verdict, outcome } = judge(found, stored);
    await keepOutcome(objects, run.id, attempt, outcome);
    return verdict;
  };

  return async (ending: Ending): Promise<Changed | undefined> => {
    const { runId, attempt, execution } = ending;
    const instant = () => new Date(now()).toISOString();
    const run = await store.find(runId);
    if (run === undefined || isFinal(run)) return run && { before: run, after: run };
    if (attempt === undefined)
      return changeRun(store, runId, (each) =>
        failToPrepare(each, execution ?? executionName(each), platformFailure(), instant(), random()),
      );
    if (openAttempt(run)?.attempt !== attempt) return { before: run, after: run };
    const verdict = await verdictOn(run, attempt, ending);
    if (verdict === undefined) return { before: run, after: run };
    const changed = await changeRun(store, runId, (each) => {
      // Cancelled means that nothing of it runs any more: the report comes a moment before the task has gone.
      if (each.status === 'cancelling' && !ending.ended) return undefined;
      const just = withoutStrangeCancel(each, verdict, ending.timedOut, now());
      const ended = endAttempt(each, attempt, just, instant(), random());
      return ended !== undefined && !isFinal(ended) && !ending.canRetry ? undefined : ended;
    });
    if (changed !== undefined && changed.after !== changed.before) {
      const { status, code } = changed.after;
      // Of a platform error the users see only that it was one; its reason is for the operators.
      const reason = verdict.code === 'platform_error' ? verdict.words : undefined;
      log.info('an attempt ended', { run_id: runId, attempt, status, code, verdict: verdict.code, reason });
    }
    return changed;
  };
};

export type FinalizeRun = ReturnType<typeof makeFinalizeRun>;
