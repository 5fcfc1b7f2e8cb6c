import type { Retention } from '../../platform/run-policy.ts';
import type { Run } from '../run.ts';
import { type Part, parts } from './parts.ts';

/** When what of a run has served its time; no I/O, time comes in. */

const DAY_MS = 24 * 60 * 60 * 1000;
/** A run of which nothing is due is looked at again after so long, so that other defaults of the platform reach it. */
const LONGEST_LOOK_MS = 90 * DAY_MS;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The day after a run's end: on it the run is looked at for the first time. */
export const firstLook = (finishedAt: string): string => dateOf(Date.parse(finishedAt) + DAY_MS);

/** The last days up to now, the newest first: on which runs were to be looked at. */
export const daysUntil = (now: number, days: number): readonly string[] =>
  Array.from({ length: days }, (_, ago) => dateOf(now - ago * DAY_MS));

/**
 * When each part of a final run is due, in milliseconds since 1970; null: never. A policy that says nothing of a part leaves
 * it to the platform. A run is kept for as long as its files are: it is what says where they were used.
 */
export const dueTimes = (
  { retention, finished_at, file_ids }: Pick<Run, 'retention' | 'finished_at' | 'file_ids'>,
  platform: Retention,
): Readonly<Record<Part, number | null>> => {
  const after = (days: number | null): number | null =>
    days === null || finished_at === null ? null : Date.parse(finished_at) + days * DAY_MS;
  const run = after(retention.run_days ?? platform.run_days);
  const files = file_ids.length === 0 ? null : after(retention.file_days ?? platform.file_days);
  return {
    logs: after(retention.log_days ?? platform.log_days),
    artifacts: after(retention.artifact_days ?? platform.artifact_days),
    files,
    run: run === null ? null : Math.max(run, files ?? run),
  };
};

/** Which parts are due. Nothing is of a run that is pinned or not final. */
export const dueParts = (run: Run, platform: Retention, now: number): readonly Part[] => {
  if (run.pinned || run.finished_at === null) return [];
  const due = dueTimes(run, platform);
  return parts.filter((part) => (due[part] ?? Infinity) <= now);
};

/** The date of the next look at a final run, when everything that is due now is removed. */
export const nextLook = (run: Run, platform: Retention, now: number): string => {
  const later = Object.values(dueTimes(run, platform)).filter((at) => at !== null && at > now);
  return dateOf(Math.min(now + LONGEST_LOOK_MS, ...(later as number[])));
};

/** When the run itself is removed, as people see it. */
export const expiresAt = (run: Run, platform: Retention): string | null => {
  const due = dueTimes(run, platform).run;
  return due === null ? null : new Date(due).toISOString();
};

/**
 * Whether a run that used a file still holds it, when another run's files are due: while it is not final, pinned, or within
 * its own days for files, which may be for ever.
 */
export const holdsFiles = (run: Run, platform: Retention, now: number): boolean => {
  if (run.pinned || run.finished_at === null) return true;
  const { files } = dueTimes(run, platform);
  return files === null || files > now;
};
