import * as z from 'zod';
import {
  DEFAULT_PRIORITY,
  defaultRetention,
  defaultRetry,
  prioritySchema,
  retentionSchema,
  retrySchema,
} from '../platform/run-policy.ts';
import type { Thing } from '../platform/thing.ts';
import { runConcurrencySchema } from './admission/concurrency.ts';
import { finalStatuses, limitSchema, runStatuses, triggerTypes } from './contract.ts';
import { parts } from './retention/parts.ts';

export type RunStatus = (typeof runStatuses)[number];

/** One start of a container for a run, numbered from 1. */
const attemptSchema = z.object({
  attempt: z.int().min(1),
  /** The state machine's execution that prepared it. */
  execution: z.string(),
  prepared_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  code: z.string().nullable(),
  /** What it left; rows from before say nothing of it. */
  artifacts_count: z.int().default(0),
  has_outcome: z.boolean().default(false),
});
export type Attempt = z.output<typeof attemptSchema>;

export const warningSchema = z.object({ code: z.string(), message: z.string() });
export type Warning = z.output<typeof warningSchema>;

/**
 * A run as it is kept: one row that changes as a whole, on condition that nobody changed it in between (`revision`).
 * What may be large is elsewhere: parameters and files (RunInputs), result and exception (Outcome).
 */
export const runRowSchema = z.object({
  id: z.string(),
  script: z.string(),
  version: z.int(),
  owner: z.string(),
  created_by: z.string(),
  /** The department its owner was in then. */
  department: z.string().nullable().default(null),
  created_at: z.string(),
  trigger: z.looseObject({ type: z.enum(triggerTypes) }),
  retry_of: z.string().nullable(),
  /** Its files, pinned while the run is not final. */
  file_ids: z.array(z.string()),
  timeout_seconds: z.number(),
  /** How it is treated, as its script or trigger said when it was made; rows from before have the defaults. */
  priority: prioritySchema.default(DEFAULT_PRIORITY),
  retry: retrySchema.default(defaultRetry),
  retention: retentionSchema.default(defaultRetention),
  concurrency: runConcurrencySchema.nullable().default(null),
  /** When it got its slot; null: it waits for one, and has no execution yet. Rows from before did not have to wait. */
  admitted_at: z.string().nullable().default('1970-01-01T00:00:00.000Z'),
  /** Of a run that was skipped: the run that held the slot. */
  skipped_for: z.string().nullable().default(null),
  /** Kept beyond every retention. */
  pinned: z.boolean().default(false),
  pinned_by: z.string().nullable().default(null),
  /** The date on which a final run is looked at for what has served its time; null: it is not. */
  look_on: z.string().nullable().default(null),
  /** When it will be gone, as far as is known: since the first look at it. */
  expires_at: z.string().nullable().default(null),
  /** What is no more of it. With `run` among them it is being removed and nobody sees it. */
  removed: z.array(z.enum(parts)).default([]),
  status: z.enum(runStatuses),
  code: z.string().nullable(),
  /** The script's own words: its message on success, its error's otherwise. */
  words: z.string().nullable(),
  limit: limitSchema.nullable(),
  exit_code: z.int().nullable(),
  signal: z.string().nullable(),
  cancelled_by: z.string().nullable(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  /** How often an execution was started; see `executionName`. */
  executions: z.int().min(1),
  attempts: z.array(attemptSchema),
  /** When the next attempt is due, while the run waits for it. */
  next_attempt_at: z.string().nullable().default(null),
  /** Tasks of this run that were told to stop. */
  task_arns: z.array(z.string()),
  /** Since when its task has not been seen, and whether it was stopped because its time was over: the sweeper's notes. */
  lost_since: z.string().nullable(),
  overdue: z.boolean(),
  progress: z.object({ fraction: z.number().nullable(), message: z.string().nullable() }).nullable(),
  progress_at: z.string().nullable(),
  warnings: z.array(warningSchema),
  usage: z.object({ wall_ms: z.int(), cpu_ms: z.int(), peak_memory_bytes: z.int() }).nullable(),
  artifacts_count: z.int(),
  /** The attempt whose outcome documents belong to this run; null: there are none. */
  outcome_attempt: z.int().nullable(),
  timeline: z.array(z.object({ status: z.enum(runStatuses), at: z.string(), by: z.string().nullable() })),
  changed_at: z.string(),
  revision: z.int().min(1),
});
export type Run = z.output<typeof runRowSchema>;

/** How often a run's execution may be started again before the run is given up. */
export const MAX_EXECUTIONS = 8;

export const isFinal = (run: Pick<Run, 'status'>): boolean =>
  finalStatuses.some((status) => status === run.status);

/** The last attempt while it is going on. */
export const openAttempt = (run: Run): Attempt | undefined => {
  const last = run.attempts.at(-1);
  return last !== undefined && last.finished_at === null ? last : undefined;
};

/** Whether it waits for a slot. */
export const isWaiting = (run: Pick<Run, 'status' | 'admitted_at'>): boolean =>
  run.status === 'queued' && run.admitted_at === null;

/** The state machine's execution of a run: the run's id, with `-2`, `-3` … behind it when it was started again. */
export const executionName = (run: Pick<Run, 'id' | 'executions'>): string =>
  run.executions === 1 ? run.id : `${run.id}-${run.executions}`;

/** Whether it is to be seen at all: one that is being removed is gone for everybody. */
export const isThere = (run: Pick<Run, 'removed'>): boolean => !run.removed.includes('run');

/** The run as decisions know it. */
export const thingOfRun = ({ id, owner, department, script }: Run): Thing => ({
  type: 'run',
  id,
  ownerId: owner,
  department,
  script,
});

/** What a new run is made of. */
export type NewRun = Pick<
  Run,
  | 'id'
  | 'script'
  | 'version'
  | 'owner'
  | 'created_by'
  | 'department'
  | 'created_at'
  | 'trigger'
  | 'retry_of'
  | 'file_ids'
  | 'timeout_seconds'
  | 'priority'
  | 'retry'
  | 'retention'
  | 'concurrency'
  | 'admitted_at'
>;

export const newRun = (facts: NewRun): Run => ({
  ...facts,
  pinned: false,
  pinned_by: null,
  look_on: null,
  expires_at: null,
  removed: [],
  skipped_for: null,
  status: 'queued',
  code: null,
  words: null,
  limit: null,
  exit_code: null,
  signal: null,
  cancelled_by: null,
  started_at: null,
  finished_at: null,
  executions: 1,
  attempts: [],
  next_attempt_at: null,
  task_arns: [],
  lost_since: null,
  overdue: false,
  progress: null,
  progress_at: null,
  warnings: [],
  usage: null,
  artifacts_count: 0,
  outcome_attempt: null,
  timeline: [{ status: 'queued', at: facts.created_at, by: facts.created_by }],
  changed_at: facts.created_at,
  revision: 1,
});
