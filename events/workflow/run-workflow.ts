import * as z from 'zod';

/**
 * What passes between the states of the state machine `run`. Each Lambda state takes the whole state (`$`) as its
 * payload and its answer becomes the whole state; RunTask keeps the state (ResultPath null).
 *
 *   StartExecution ─ workflowStart ─► Prepare ─ prepared ─► (Choice $.proceed: false → end) ─► RunTask.sync
 *     ─ prepared, or prepared + error by Catch (ResultPath $.error) ─► Finalize ─ finalized ─►
 *     (Choice $.retry: true → Wait $.wait_seconds → Prepare; else end)
 *
 * A failure of Prepare itself (Catch, ResultPath $.error) goes to Finalize too, then without `attempt`.
 */
const identity = {
  run_id: z.string().regex(/^run_[0-9A-HJKMNP-TV-Z]{26}$/),
  /** The execution's name: the run's id, with `-2`, `-3` … behind it when the run had to be started again. */
  execution: z.string().min(1).max(80),
};

/** Input of StartExecution, and what Prepare reads; after a retry there are other keys beside it. */
export const workflowStart = z.object(identity);
export type WorkflowStart = z.output<typeof workflowStart>;

/** What Prepare answers; `task` is there when `proceed` is true. */
export const prepared = z.discriminatedUnion('proceed', [
  z.object({ ...identity, proceed: z.literal(false) }),
  z.object({
    ...identity,
    proceed: z.literal(true),
    attempt: z.int().min(1),
    task: z.object({
      /** Presigned GET of the manifest, valid 15 minutes: the container's only override, OPENSCRIPT_MANIFEST_URL. */
      manifest_url: z.url(),
      /** CPU units and MiB as RunTask's overrides want them: strings, a pair that Fargate has. */
      cpu: z.string().regex(/^\d+$/),
      memory: z.string().regex(/^\d+$/),
      /** RunTask's TimeoutSecondsPath. */
      timeout_seconds: z.int().min(1),
    }),
  }),
]);
export type Prepared = z.output<typeof prepared>;

/** What Finalize reads. `attempt` is absent when Prepare failed before it had one. */
export const finalizeInput = z.object({
  ...identity,
  attempt: z.int().min(1).optional(),
  /** What a Catch adds: the error's name, and a cause that may be anything (a task's description as JSON, cut text). */
  error: z.object({ Error: z.string().default(''), Cause: z.string().default('') }).optional(),
});
export type FinalizeInput = z.output<typeof finalizeInput>;

/** What Finalize answers. */
export const finalized = z.object({
  ...identity,
  retry: z.boolean(),
  /** Seconds to wait before Prepare makes the next attempt. */
  wait_seconds: z.int().min(0),
});
export type Finalized = z.output<typeof finalized>;
