import * as z from 'zod';
import { moment, sha256, size } from './digest.ts';
import { runResult } from './result.ts';

/** A report with 10,000 artifacts of long names stays below this; more is not read. */
export const MAX_REPORT_BYTES = 24 * 1024 * 1024;

export const outcomeCodes = [
  'script_error',
  'user_error',
  'exit',
  'memory_limit',
  'time_limit',
  'process_limit',
  'file_limit',
  'output_limit',
  'input_changed',
  'result_invalid',
  'platform_error',
  'cancelled',
] as const;

const frame = z.object({
  file: z.string().max(1024),
  line: z.int().min(0),
  column: z.int().nullable(),
  function: z.string().max(1024),
  source: z.string().max(4096),
});

export const exception = z.object({
  type: z.string().max(512),
  message: z.string().max(64 * 1024),
  traceback: z.array(frame).max(1000),
  text: z.string().max(256 * 1024),
});
export type RunException = z.output<typeof exception>;

const count = z.number().min(0).max(1e15);

const limit = z.object({ name: z.string().max(64), value: count, peak: count, unit: z.string().max(32) });

export const warning = z.looseObject({ code: z.string().max(64), message: z.string().max(4096) });

/**
 * `report.json`, format 1: the last object an attempt writes, and the only thing that says how it ended. It is read
 * like any request body: what does not fit is a platform error, never the script's.
 */
export const report = z.object({
  format: z.literal(1),
  run_id: z.string(),
  attempt: z.int().min(1),
  started_at: moment.nullable(),
  finished_at: moment,
  outcome: z.object({
    status: z.enum(['succeeded', 'failed', 'timed_out', 'cancelled']),
    code: z.enum(outcomeCodes).nullable(),
    message: z
      .string()
      .max(64 * 1024)
      .nullable(),
    exception: exception.nullable(),
    limit: limit.nullable(),
    exit_code: z.int().nullable(),
    signal: z.string().max(32).nullable(),
  }),
  result: runResult.nullable(),
  warnings: z.array(warning).max(10_000),
  artifacts: z
    .array(z.object({ path: z.string().min(1).max(4096), size, sha256, content_type: z.string().max(256) }))
    .max(20_000),
  refused: z.array(z.object({ path: z.string().max(8192), reason: z.string().max(1024) })).max(20_000),
  usage: z.object({
    wall_ms: count,
    cpu_ms: count,
    peak_memory_bytes: count,
    peak_processes: count,
    output_bytes: count,
  }),
  log: z.object({ lines: count, bytes: count, dropped_lines: count, truncated: z.boolean() }),
  timings_ms: z.record(z.string().max(64), z.number().nullable()),
});
export type Report = z.output<typeof report>;
