import {
  emptyLedger,
  type Ledger,
  type Limits,
  withSlots,
} from '../../../../functions/runs/admission/ledger.ts';
import type { QueueEntry } from '../../../../functions/runs/admission/queue-entry.ts';

export const NOW = Date.parse('2026-11-22T08:30:00.000Z');

/** A run that waits; its number is its place in time. */
export const entry = (n: number, owner: string, changes: Partial<QueueEntry> = {}): QueueEntry => ({
  id: `run_${String(n).padStart(26, '0')}`,
  owner,
  user: owner,
  script: 'merge',
  priority: 5,
  created_at: new Date(NOW + n).toISOString(),
  concurrency: null,
  ...changes,
});

/** With one key, of which `limit` may run at a time. */
export const keyed = (
  n: number,
  owner: string,
  key: string,
  on_limit: 'queue' | 'skip' | 'cancel_running' = 'queue',
  limit = 1,
): QueueEntry => entry(n, owner, { concurrency: { key, limit, on_limit } });

/** A ledger with these limits, whose slots these runs hold. */
export const ledgerOf = (limits: Partial<Limits>, held: readonly QueueEntry[] = []): Ledger =>
  withSlots({ ...emptyLedger, limits: { ...emptyLedger.limits, ...limits } }, held, NOW);
