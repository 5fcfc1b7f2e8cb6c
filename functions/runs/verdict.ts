import type { Report, RunException } from '../../events/runner/report.ts';
import type { RunResult } from '../../events/runner/result.ts';
import type { Run, Warning } from './run.ts';

/** How an attempt ended, as the run's row keeps it. */
export interface Verdict
  extends Pick<
    Run,
    'code' | 'words' | 'limit' | 'exit_code' | 'signal' | 'warnings' | 'usage' | 'artifacts_count'
  > {
  readonly status: 'succeeded' | 'failed' | 'timed_out' | 'cancelled';
  readonly started_at: string | null;
  /** Whether outcome documents of this attempt were stored. */
  readonly has_outcome: boolean;
}

/** One stored artifact: what the report says of it, once the bucket has it with that size. */
export interface Artifact {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly content_type: string;
}

/** What is large about an ended attempt: kept as a document beside the row. */
export interface Outcome {
  readonly result: RunResult | null;
  readonly exception: RunException | null;
  readonly warnings: readonly (Warning & Readonly<Record<string, unknown>>)[];
  readonly artifacts: readonly Artifact[];
}

/** The row stays small: this many warnings of this length; the outcome document has them all. */
const MAX_ROW_WARNINGS = 50;
const MAX_WARNING_LENGTH = 300;
const MAX_WORDS_LENGTH = 4000;
/** More warnings than anybody reads; the report may claim 10,000. */
const MAX_WARNINGS = 1000;
/** A result is at most 256 KiB by the script contract; an answer of the API has 6 MB. */
const MAX_RESULT_BYTES = 1024 * 1024;
/** The list of artifacts is answered whole. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

const nothing = {
  words: null,
  limit: null,
  exit_code: null,
  signal: null,
  warnings: [],
  usage: null,
  artifacts_count: 0,
  started_at: null,
  has_outcome: false,
} as const;

/** Our fault: no report, one that cannot be read, or one that says so. */
export const platformFailure = (words: string | null = null): Verdict => ({
  ...nothing,
  warnings: [],
  status: 'failed',
  code: 'platform_error',
  words,
});

/** The task was stopped from outside because its time was over, and could not say anything itself any more. */
export const timeOver = (run: Run, now: number): Verdict => ({
  ...nothing,
  warnings: [],
  status: 'timed_out',
  code: 'time_limit',
  limit: {
    name: 'timeout_seconds',
    value: run.timeout_seconds,
    peak: run.started_at === null ? 0 : Math.max(0, (now - Date.parse(run.started_at)) / 1000),
    unit: 'seconds',
  },
});

const cut = (words: string | null, length: number): string | null =>
  words === null || words.length <= length ? words : `${words.slice(0, length - 1).toWellFormed()}…`;

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');

/** The report's own warnings, one for each control total that does not tie, and one for each artifact that is not there. */
const warningsOf = (report: Report, missing: readonly string[]): Outcome['warnings'] =>
  [
    ...(report.result?.checks ?? [])
      .filter((check) => !check.ties)
      .map((check) => ({
        code: 'check_does_not_tie',
        message: `${check.name}: expected ${shown(check.expected)}, actual ${shown(check.actual)}`,
        check: check.name,
      })),
    ...report.warnings.filter(({ code }) => code !== 'check_does_not_tie'),
    ...missing.map((path) => ({
      code: 'artifact_missing',
      message: `${path} was reported but is not stored with that size`,
      path,
    })),
  ].slice(0, MAX_WARNINGS);

/** Warnings as the row keeps them. */
const rowWarnings = (warnings: Outcome['warnings']): Warning[] =>
  warnings
    .slice(0, MAX_ROW_WARNINGS)
    .map(({ code, message }) => ({ code, message: cut(message, MAX_WARNING_LENGTH) ?? '' }));

/** Whose words the run's message is, by its code. */
const wordsOf = ({ outcome, result }: Report): string | null => {
  if (outcome.status === 'succeeded') return result?.message ?? null;
  return outcome.message ?? outcome.exception?.message ?? null;
};

/** Splits the reported artifacts: stored with that size, and not. The list ends where an answer could not hold it. */
const compareArtifacts = (
  reported: readonly Artifact[],
  stored: ReadonlyMap<string, number>,
): { there: Artifact[]; missing: string[] } => {
  const there: Artifact[] = [];
  const missing: string[] = [];
  let bytes = 0;
  for (const artifact of reported) {
    bytes += Buffer.byteLength(JSON.stringify(artifact));
    if (stored.get(artifact.path) === artifact.size && bytes <= MAX_LIST_BYTES) there.push(artifact);
    else missing.push(artifact.path);
  }
  return { there, missing };
};

/** Those that the script names in its result come first, in its order. */
const inOrder = (artifacts: readonly Artifact[], named: readonly string[]): Artifact[] => {
  const place = new Map(named.map((path, index) => [path, index]));
  const placeOf = ({ path }: Artifact): number => place.get(path) ?? named.length;
  return artifacts.toSorted((one, other) => placeOf(one) - placeOf(other));
};

const tooLargeResult = (report: Report): Report => ({
  ...report,
  result: null,
  outcome: {
    ...report.outcome,
    status: 'failed',
    code: 'result_invalid',
    message: 'the result is too large; return rows as a table, or write them to a file in out/',
  },
});

/**
 * Judges a report by what is stored: artifacts that are there with their size count, the others become warnings.
 * `stored` gives the size of an object below the attempt's `out/` by its path.
 */
export const judge = (
  reported: Report,
  stored: ReadonlyMap<string, number>,
): { verdict: Verdict; outcome: Outcome } => {
  const fits = Buffer.byteLength(JSON.stringify(reported.result)) <= MAX_RESULT_BYTES;
  const report = fits ? reported : tooLargeResult(reported);
  const { there, missing } = compareArtifacts(report.artifacts, stored);
  const warnings = warningsOf(report, missing);
  const { outcome, usage } = report;
  return {
    verdict: {
      status: outcome.status,
      code: outcome.status === 'succeeded' ? null : (outcome.code ?? 'platform_error'),
      words: cut(wordsOf(report), MAX_WORDS_LENGTH),
      limit: outcome.limit,
      exit_code: outcome.exit_code,
      signal: outcome.signal,
      warnings: rowWarnings(warnings),
      usage: {
        wall_ms: Math.round(usage.wall_ms),
        cpu_ms: Math.round(usage.cpu_ms),
        peak_memory_bytes: Math.round(usage.peak_memory_bytes),
      },
      artifacts_count: there.length,
      started_at: report.started_at,
      has_outcome: true,
    },
    outcome: {
      result: outcome.status === 'succeeded' ? report.result : null,
      exception: outcome.exception,
      warnings,
      artifacts: inOrder(there, report.result?.files ?? []),
    },
  };
};
