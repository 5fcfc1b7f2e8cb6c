/** Everything of a run but its outcomes. */
export const runPrefix = (runId: string): string => `runs/${runId}/`;

/** Keys in the artifacts bucket. Everything below an attempt's prefix is written by its task, and judged before use. */
export const attemptPrefix = (runId: string, attempt: number): string => `runs/${runId}/${attempt}/`;

export const manifestKey = (runId: string, attempt: number): string =>
  `${attemptPrefix(runId, attempt)}manifest.json`;

export const reportKey = (runId: string, attempt: number): string =>
  `${attemptPrefix(runId, attempt)}report.json`;

export const progressKey = (runId: string, attempt: number): string =>
  `${attemptPrefix(runId, attempt)}progress.json`;

export const outputPrefix = (runId: string, attempt: number): string =>
  `${attemptPrefix(runId, attempt)}out/`;

export const logPrefix = (runId: string, attempt: number): string => `${attemptPrefix(runId, attempt)}log/`;

const LINE_DIGITS = 9;

/** The log chunk that begins with a line. */
export const logKey = (runId: string, attempt: number, firstLine: number): string =>
  `${logPrefix(runId, attempt)}${String(firstLine).padStart(LINE_DIGITS, '0')}.ndjson`;

/** The first line of a log chunk, or undefined for a key that is none. */
export const firstLineOf = (key: string): number | undefined => {
  const digits = /\/log\/(\d{9})\.ndjson$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export const tableChunkKey = (runId: string, attempt: number, table: string, chunk: number): string =>
  `${attemptPrefix(runId, attempt)}tables/${table}/${String(chunk).padStart(6, '0')}.json`;

/**
 * What Finalize kept of an attempt after judging it. Outside `runs/`, where no upload policy reaches and retention
 * may be longer.
 */
export const outcomeKey = (runId: string, attempt: number): string =>
  `outcomes/${runId}/${attempt}/outcome.json`;

export const artifactsKey = (runId: string, attempt: number): string =>
  `outcomes/${runId}/${attempt}/artifacts.json`;

/** What Finalize kept of a run. */
export const outcomePrefix = (runId: string): string => `outcomes/${runId}/`;

/** Which attempt's progress or report an object is. */
export const parseAttemptKey = (
  key: string,
): { runId: string; attempt: number; name: string } | undefined => {
  const [, runId, attempt, name] =
    /^runs\/(run_[0-9A-HJKMNP-TV-Z]{26})\/([1-9]\d{0,2})\/([a-z]+\.json)$/.exec(key) ?? [];
  return runId === undefined || attempt === undefined || name === undefined
    ? undefined
    : { runId, attempt: Number(attempt), name };
};
