import * as z from 'zod';

/** What the script returned, in the report: data of the script's, in the platform's shape (script contract §4). */
const name = z.string().min(1).max(255);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One control total; `ties` is the runner's own comparison. */
export const check = z.object({
  name: z.string().max(1024),
  expected: z.unknown(),
  actual: z.unknown(),
  tolerance: z.unknown(),
  difference: z.unknown(),
  ties: z.boolean(),
});

export const tableMeta = z.object({
  name,
  columns: z.array(z.object({ name: z.string().max(4096), type: z.string().max(64) })).max(20_000),
  row_count: z.int().min(0),
  /** Rows in every chunk but the last. */
  chunk_rows: z.literal(1000),
});

const chart = z.object({
  name,
  kind: z.enum(['echarts', 'image']),
  option: z.unknown().optional(),
  path: z.string().max(4096).optional(),
});

export const runResult = z.object({
  message: z.string().nullable(),
  metrics: z.record(z.string(), scalar),
  checks: z.array(check).max(10_000),
  tables: z.array(tableMeta).max(1000),
  charts: z.array(chart).max(1000),
  files: z.array(z.string().max(4096)).max(20_000),
  values: z.record(z.string(), z.unknown()),
});
export type RunResult = z.output<typeof runResult>;
