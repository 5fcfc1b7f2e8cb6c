import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { prioritySchema, retrySchema } from '../platform/run-policy.ts';

/** What a run is to the world: the schemas that the routes of `contract.ts` answer with. */

export const runStatuses = [
  'queued',
  'starting',
  'running',
  'cancelling',
  'succeeded',
  'failed',
  'timed_out',
  'cancelled',
] as const;
export const finalStatuses = ['succeeded', 'failed', 'timed_out', 'cancelled'] as const;
export const triggerTypes = ['manual', 'schedule', 'drop', 'webhook', 'retry'] as const;
/** Whose limit a queued run waits for. */
export const queueReasons = ['platform', 'user', 'script'] as const;

const facts = z.record(z.string(), z.unknown());

export const resultSchema = z
  .object({
    message: z.string().nullable(),
    metrics: facts,
    checks: z.array(
      z.object({
        name: z.string(),
        expected: z.unknown(),
        actual: z.unknown(),
        tolerance: z.unknown(),
        difference: z.unknown(),
        ties: z.boolean(),
      }),
    ),
    tables: z.array(
      z.object({
        name: z.string(),
        columns: z.array(z.object({ name: z.string(), type: z.string() })),
        row_count: z.int(),
      }),
    ),
    charts: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['echarts', 'image']),
        option: z.unknown().optional(),
        path: z.string().optional(),
      }),
    ),
    files: z.array(z.string()),
    values: facts,
  })
  .meta({ id: 'RunResult' });

export const exceptionSchema = z
  .object({
    type: z.string(),
    message: z.string(),
    traceback: z.array(
      z.object({
        file: z.string(),
        line: z.int(),
        column: z.int().nullable(),
        function: z.string(),
        source: z.string(),
      }),
    ),
    text: z.string(),
  })
  .meta({ id: 'ScriptException' });

export const limitSchema = z.object({
  name: z.string(),
  value: z.number(),
  peak: z.number(),
  unit: z.string(),
});

export const runSchema = z
  .object({
    id: z.string(),
    script: z.string(),
    version: z.int(),
    status: z.enum(runStatuses),
    code: z.string().nullable(),
    message: z.string().nullable(),
    exception: exceptionSchema.nullable(),
    limit: limitSchema.nullable(),
    parameters: facts,
    files: z.record(
      z.string(),
      z.array(z.object({ id: z.string(), name: z.string(), size: z.int(), sha256: z.string() })),
    ),
    trigger: z.object({ type: z.enum(triggerTypes) }).loose(),
    retry_of: z.string().nullable(),
    priority: prioritySchema.meta({
      description: '9 starts first; within one priority first come, first served',
    }),
    created_by: z.string(),
    created_at: instant,
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    attempts: z.array(
      z.object({
        attempt: z.int(),
        prepared_at: instant,
        started_at: instant.nullable(),
        finished_at: instant.nullable(),
        code: z.string().nullable(),
        artifacts_count: z.int().meta({ description: 'what GET /runs/{id}/artifacts?attempt= lists of it' }),
      }),
    ),
    next_attempt_at: instant
      .nullable()
      .meta({ description: 'when the next attempt is due, while the run waits for it' }),
    retry: retrySchema,
    pinned: z.boolean(),
    pinned_by: z.string().nullable(),
    expires_at: instant.nullable().meta({
      description:
        'when the run is removed; null: it is kept, or its first look (a day after its end) is to come',
    }),
    removed: z
      .array(z.enum(['logs', 'artifacts', 'files', 'run']))
      .meta({ description: 'what retention has removed of it' }),
    progress: z.object({ fraction: z.number().nullable(), message: z.string().nullable() }).nullable(),
    result: resultSchema.nullable(),
    queue: z
      .object({
        position: z
          .int()
          .min(1)
          .nullable()
          .meta({ description: '1 starts next, as it looks now; null: further behind than was looked' }),
        waiting_for: z.enum(queueReasons),
      })
      .nullable()
      .meta({ description: 'while the run waits for a slot' }),
    warnings: z.array(z.looseObject({ code: z.string(), message: z.string() })),
    usage: z.object({ wall_ms: z.int(), cpu_ms: z.int(), peak_memory_bytes: z.int() }).nullable(),
    artifacts_count: z.int(),
    timeline: z.array(z.object({ status: z.enum(runStatuses), at: instant, by: z.string().nullable() })),
  })
  .meta({ id: 'Run' });

/** A run in a list: without what may be large. */
export const runSummarySchema = runSchema
  .omit({ parameters: true, files: true, exception: true, result: true, queue: true })
  .meta({ id: 'RunSummary' });

export const artifactSchema = z
  .object({ path: z.string(), name: z.string(), size: z.int(), sha256: z.string(), content_type: z.string() })
  .meta({ id: 'Artifact' });
