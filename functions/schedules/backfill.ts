import * as z from 'zod';
import { backfillOrders, backfillStatuses } from './contract.ts';

/** A backfill as it is kept, and how it goes on. No I/O; time comes in. */

export const backfillRowSchema = z.object({
  id: z.string(),
  schedule_id: z.string(),
  from: z.string(),
  to: z.string(),
  order: z.enum(backfillOrders),
  concurrency: z.int(),
  status: z.enum(backfillStatuses),
  /** Its due times in the order in which they run; those before `next` have been started. */
  dues: z.array(z.string()),
  next: z.int(),
  /** Started and not ended. */
  open: z.array(z.string()),
  succeeded: z.int(),
  failed: z.int(),
  not_run: z.int(),
  created_by: z.string(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  revision: z.int(),
});
export type Backfill = z.output<typeof backfillRowSchema>;

/** How one of its ticks has ended. */
export interface BackfillEnd {
  readonly due: string;
  readonly as: 'succeeded' | 'failed' | 'not_run';
}

/** The backfill with what has ended, and with as many started as may run at a time; itself when nothing changes. */
export const advanced = (fill: Backfill, ends: readonly BackfillEnd[], now: number): Backfill => {
  const over = new Set(ends.map(({ due }) => due));
  const kept = fill.open.filter((due) => !over.has(due));
  const started = fill.dues.slice(fill.next, fill.next + Math.max(0, fill.concurrency - kept.length));
  if (kept.length === fill.open.length && started.length === 0 && fill.dues.length > 0) return fill;
  const open = [...kept, ...started];
  const count = (as: BackfillEnd['as']) => ends.filter((end) => end.as === as).length;
  const done = open.length === 0;
  return {
    ...fill,
    open,
    next: fill.next + started.length,
    succeeded: fill.succeeded + count('succeeded'),
    failed: fill.failed + count('failed'),
    not_run: fill.not_run + count('not_run'),
    status: done ? 'done' : 'running',
    finished_at: done ? new Date(now).toISOString() : null,
    revision: fill.revision + 1,
  };
};
