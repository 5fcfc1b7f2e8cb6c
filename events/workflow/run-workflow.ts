import * as z from 'zod';

/**
 * What passes between the states of the state machine `run`.
 *
 *   StartExecution {run_id, execution} ─► Prepare ─ $.prepared ─► (start false: done) ─► RunTask.sync (result dropped)
 *     ─ on failure $.error by Catch ─► Finalize ─ $.finalized ─► (retry: wait, then Prepare with {run_id} anew; else done)
 *
 * A failure of Prepare itself goes to Finalize too, then without `prepared`.
 */
const run_id = z.string().regex(/^run_[0-9A-HJKMNP-TV-Z]{26}$/);
/** The execution's name: the run's id, with `-2`, `-3` … behind it when the run had to be started again. */
const execution = z.string().min(1).max(80);

/** Input of StartExecution. */
export interface WorkflowStart {
  readonly run_id: string;
  readonly execution: string;
}

/** What Prepare reads. Without `execution` it is the run's current one that asks. */
export const prepareInput = z.object({ run_id, execution: execution.optional() });
export type PrepareInput = z.output<typeof prepareInput>;

/** What Prepare answers. */
export const prepared = z.discriminatedUnion('start', [
  z.object({ start: z.literal(false) }),
  z.object({
    start: z.literal(true),
    execution,
    attempt: z.int().min(1),
    /** Presigned GET of the manifest, valid 15 minutes: the container's only override, OPENSCRIPT_MANIFEST_URL. */
    manifest_url: z.url(),
    /** CPU units and MiB as RunTask's overrides want them: strings, a pair that Fargate has. */
    cpu: z.string().regex(/^\d+$/),
    memory: z.string().regex(/^\d+$/),
    /** RunTask's TimeoutSecondsPath. */
    task_timeout_seconds: z.int().min(1),
  }),
]);
export type Prepared = z.output<typeof prepared>;

/** What Finalize reads: the whole state. */
export const finalizeInput = z.object({
  run_id,
  /** Of the input; gone after a retry. */
  execution: execution.optional(),
  /** Of Prepare's answer only what is needed: its URL is none of Finalize's business. */
  prepared: z.object({ attempt: z.int().min(1).optional() }).optional(),
  /** What a Catch adds: the error's name, and a cause that may be anything (a task's description as JSON, cut text). */
  error: z.object({ Error: z.string().default(''), Cause: z.string().default('') }).optional(),
});
export type FinalizeInput = z.output<typeof finalizeInput>;

/** What Finalize answers. */
export const finalized = z.object({
  retry: z.boolean(),
  /** Seconds to wait before Prepare makes the next attempt. */
  wait_seconds: z.int().min(0),
});
export type Finalized = z.output<typeof finalized>;
