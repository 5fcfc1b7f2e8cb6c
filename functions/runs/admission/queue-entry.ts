import * as z from 'zod';
import { prioritySchema } from '../../platform/run-policy.ts';
import type { Run } from '../run.ts';
import { type RunConcurrency, runConcurrencySchema } from './concurrency.ts';

/** A run that waits for a slot: what the rule of admission needs of it. */
export interface QueueEntry {
  readonly id: string;
  /** The user's id; the queue is fair between these. */
  readonly owner: string;
  readonly user: string;
  readonly script: string;
  readonly priority: number;
  readonly created_at: string;
  readonly concurrency: RunConcurrency | null;
}

export const queueEntrySchema = z.object({
  id: z.string(),
  owner: z.string(),
  user: z.string(),
  script: z.string(),
  priority: prioritySchema,
  created_at: z.string(),
  concurrency: runConcurrencySchema.nullable(),
});

export const queueEntryOf = (run: Run): QueueEntry => ({
  id: run.id,
  owner: run.owner,
  user: run.created_by,
  script: run.script,
  priority: run.priority,
  created_at: run.created_at,
  concurrency: run.concurrency,
});

/** Higher priority first, then in the order of their ids, which is that of their creation. */
export const inOrder = (one: QueueEntry, other: QueueEntry): number =>
  other.priority - one.priority || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
