import * as z from 'zod';
import { schemaMessage } from './text.ts';

/**
 * How runs are to be treated: what a script says of its runs, and a schedule, drop folder or webhook of its own.
 * Shared by the contracts of scripts, runs and triggers.
 */

/** Codes of an ended attempt that a retry policy may name (script contract §5). */
export const retryCodes = [
  'platform_error',
  'script_error',
  'user_error',
  'exit',
  'memory_limit',
  'time_limit',
  'process_limit',
  'output_limit',
] as const;

/** The most attempts, and the longest wait between two of them in seconds, that a policy may ask for. */
export const MAX_ATTEMPTS = 10;
export const MAX_DELAY_SECONDS = 21_600;

/** Another attempt of the same run: how many in all, how long after the one before, and after which codes. */
export const retrySchema = z
  .strictObject({
    attempts: z.int().min(1).max(MAX_ATTEMPTS).meta({ description: 'attempts in all, the first included' }),
    delay_seconds: z.int().min(1).max(3600),
    backoff: z
      .enum(['fixed', 'exponential'])
      .meta({ description: 'exponential doubles the delay each time' }),
    max_delay_seconds: z.int().min(1).max(MAX_DELAY_SECONDS),
    jitter: z
      .boolean()
      .meta({ description: 'a random part of the delay, so that retries do not come together' }),
    on: z.array(z.enum(retryCodes)).max(retryCodes.length),
  })
  .meta({ id: 'RetryPolicy' });
export type RetryPolicy = z.output<typeof retrySchema>;

/** Our own faults are retried twice, nothing else. */
export const defaultRetry: RetryPolicy = {
  attempts: 3,
  delay_seconds: 2,
  backoff: 'exponential',
  max_delay_seconds: 60,
  jitter: true,
  on: ['platform_error'],
};

/**
 * How many runs of a script may run at a time. `key` splits the limit by a value: `{{ parameters.office }}` allows
 * `limit` runs for each office; `{{ user }}` for each user; no key: for the script as a whole.
 */
export const concurrencySchema = z
  .strictObject({
    limit: z.int().min(1).max(1000),
    key: z
      .string()
      .min(1)
      .max(200)
      .regex(
        /^(?:[^{}]|\{\{ *(?:user|parameters\.[A-Za-z_][A-Za-z0-9_]*) *\}\})+$/,
        schemaMessage(
          'must be text with {{ user }} or {{ parameters.NAME }} in it',
          '只能是含有 {{ user }} 或 {{ parameters.名称 }} 的文本',
        ),
      )
      .optional(),
    on_limit: z.enum(['queue', 'skip', 'cancel_running']),
  })
  .meta({ id: 'Concurrency' });
export type Concurrency = z.output<typeof concurrencySchema>;

/** Days after a run's end; null: as long as the platform keeps things. What is pinned stays. */
const days = z.int().min(1).max(3650).nullable();
export const retentionSchema = z
  .strictObject({
    run_days: days.meta({ description: 'the run with everything that belongs to it' }),
    log_days: days,
    artifact_days: days,
    file_days: days.meta({ description: 'input files, when no other run that is kept used them' }),
  })
  .meta({ id: 'Retention' });
export type Retention = z.output<typeof retentionSchema>;

export const defaultRetention: Retention = {
  run_days: null,
  log_days: null,
  artifact_days: null,
  file_days: null,
};

/** Higher is sooner; within one priority first come, first served, fair between users. */
export const prioritySchema = z.int().min(0).max(9);
export const DEFAULT_PRIORITY = 5;

/** All a script says of its runs. */
export const policySchema = z
  .strictObject({
    priority: prioritySchema,
    concurrency: concurrencySchema.nullable(),
    retry: retrySchema,
    retention: retentionSchema,
  })
  .meta({ id: 'RunPolicy' });
export type RunPolicy = z.output<typeof policySchema>;

export const policyChangeSchema = policySchema.partial().meta({ id: 'RunPolicyChange' });

export const defaultPolicy: RunPolicy = {
  priority: DEFAULT_PRIORITY,
  concurrency: null,
  retry: defaultRetry,
  retention: defaultRetention,
};
