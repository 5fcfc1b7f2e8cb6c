import type { Progress } from '../../../../events/runner/progress.ts';
import type { Report } from '../../../../events/runner/report.ts';
import { attemptPrefix, logKey, progressKey, reportKey } from '../../../../functions/runs/object-keys.ts';
import type { Stage } from './stage.ts';

/** S3's event of an object, as EventBridge brings it. */
export const created = (key: string) => ({
  version: '0',
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { version: '0', bucket: { name: 'artifacts' }, object: { key, size: 1 }, reason: 'PostObject' },
});

/** EventBridge's event of a task that stopped; made at the start of the tests' clock unless said otherwise. */
export const stopped = (runId: string, createdAt = '2026-11-22T08:30:00.000Z') => ({
  source: 'aws.ecs',
  'detail-type': 'ECS Task State Change',
  detail: { taskArn: 'task-1', group: runId, lastStatus: 'STOPPED', createdAt },
});

/** A report of an attempt that went well, changed where a test wants it. */
export const reportOf = (runId: string, attempt: number, changes: Partial<Report> = {}): Report => ({
  format: 1,
  run_id: runId,
  attempt,
  started_at: '2026-11-22T08:30:02.000Z',
  finished_at: '2026-11-22T08:30:05.000Z',
  outcome: {
    status: 'succeeded',
    code: null,
    message: null,
    exception: null,
    limit: null,
    exit_code: null,
    signal: null,
  },
  result: { message: 'done', metrics: {}, checks: [], tables: [], charts: [], files: [], values: {} },
  warnings: [],
  artifacts: [],
  refused: [],
  usage: { wall_ms: 3000, cpu_ms: 2000.4, peak_memory_bytes: 1e8, peak_processes: 1, output_bytes: 0 },
  log: { lines: 0, bytes: 0, dropped_lines: 0, truncated: false },
  timings_ms: {},
  ...changes,
});

/** An outcome that is not success. */
export const ended = (
  status: Report['outcome']['status'],
  code: Report['outcome']['code'],
  facts: Partial<Report['outcome']> = {},
): Pick<Report, 'outcome' | 'result'> => ({
  outcome: {
    status,
    code,
    message: null,
    exception: null,
    limit: null,
    exit_code: null,
    signal: null,
    ...facts,
  },
  result: null,
});

/** What a task of one attempt would post. */
export const runnerOf = ({ objects, clock }: Stage, runId: string, attempt = 1) => {
  const put = (key: string, value: unknown): string => {
    objects.objects.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    return key;
  };
  return {
    progress: (changes: Partial<Progress> = {}) =>
      created(
        put(progressKey(runId, attempt), {
          format: 1,
          run_id: runId,
          attempt,
          phase: 'running',
          started_at: '2026-11-22T08:30:02.000Z',
          fraction: null,
          message: null,
          log_lines: 0,
          at: new Date(clock.at).toISOString(),
          ...changes,
        }),
      ),
    output: (path: string, body: string) => put(`${attemptPrefix(runId, attempt)}out/${path}`, body),
    tableChunk: (table: string, chunk: number, rows: unknown) =>
      put(`${attemptPrefix(runId, attempt)}tables/${table}/${String(chunk).padStart(6, '0')}.json`, rows),
    /** Posts lines from a number on, as one chunk. */
    log: (first: number, texts: readonly string[]) =>
      put(
        logKey(runId, attempt, first),
        texts
          .map((text, index) =>
            JSON.stringify({ n: first + index, at: '2026-11-22T08:30:03.000Z', stream: 'stdout', text }),
          )
          .map((line) => `${line}\n`)
          .join(''),
      ),
    report: (changes: Partial<Report> = {}) =>
      created(put(reportKey(runId, attempt), reportOf(runId, attempt, changes))),
  };
};
