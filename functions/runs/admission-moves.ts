import { isWaiting, type Run } from './run.ts';

/** The moves of a run that waits for a slot; no I/O. Undefined: it does not wait any more. */
type Move = Run | undefined;

/** It got a slot: its execution may start. It stays `queued` until its execution has prepared it. */
export const admitRun = (run: Run, at: string): Move =>
  isWaiting(run) ? { ...run, admitted_at: at, changed_at: at, revision: run.revision + 1 } : undefined;

/** Another run with its key holds the slot, and its policy says that it shall not wait. */
export const skipRun = (run: Run, holder: string, at: string): Move =>
  isWaiting(run)
    ? {
        ...run,
        status: 'cancelled',
        code: 'skipped',
        skipped_for: holder,
        finished_at: at,
        timeline: [...run.timeline, { status: 'cancelled', at, by: null }],
        changed_at: at,
        revision: run.revision + 1,
      }
    : undefined;
