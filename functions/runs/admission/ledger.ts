import * as z from 'zod';
import type { QueueEntry } from './queue-entry.ts';

/** A slot is held by a run from its admission to its end. The lease makes sure that somebody looks after it again. */
const slotSchema = z.object({
  run_id: z.string(),
  script: z.string(),
  owner: z.string(),
  user: z.string(),
  key: z.string().nullable(),
  since: z.string(),
  expires_at: z.string(),
});
export type Slot = z.output<typeof slotSchema>;

const limitsSchema = z.object({
  /** Counts changes of the limits. */
  version: z.int().min(1),
  /** Null: as the deployment says. */
  platform: z.int().min(1).nullable(),
  platform_default: z.int().min(1),
  per_user: z.int().min(1).nullable(),
  changed_by: z.string().nullable(),
  changed_at: z.string().nullable(),
});
export type Limits = z.output<typeof limitsSchema>;

/**
 * Who holds which slot, and the limits: one row, so that a decision about slots is one conditional write and two
 * decisions never overlook each other.
 */
export const ledgerSchema = z.object({
  limits: limitsSchema,
  slots: z.array(slotSchema),
  /** Counts admissions. */
  turn: z.int().min(0),
  /** By owner: the turn in which a run of theirs was admitted last. */
  served: z.record(z.string(), z.int()),
  /** 0: the row is not there yet. */
  revision: z.int().min(0),
});
export type Ledger = z.output<typeof ledgerSchema>;

/** How many runs at a time until a deployment has said it. */
export const DEFAULT_PLATFORM_LIMIT = 20;
/** How long a slot is held without anybody looking after it, in milliseconds. */
export const LEASE_MS = 5 * 60_000;
/** Owners whose last turn is remembered; one who is forgotten counts as never served. */
const MAX_SERVED = 500;

export const emptyLedger: Ledger = {
  limits: {
    version: 1,
    platform: null,
    platform_default: DEFAULT_PLATFORM_LIMIT,
    per_user: null,
    changed_by: null,
    changed_at: null,
  },
  slots: [],
  turn: 0,
  served: {},
  revision: 0,
};

export const platformLimit = ({ limits }: Ledger): number => limits.platform ?? limits.platform_default;

/** How many more runs may run; below 0 after a limit was lowered. */
export const freeSlots = (ledger: Ledger): number => platformLimit(ledger) - ledger.slots.length;

const leaseFrom = (now: number): string => new Date(now + LEASE_MS).toISOString();

const remembered = (served: Ledger['served']): Ledger['served'] => {
  const entries = Object.entries(served);
  if (entries.length <= MAX_SERVED) return served;
  return Object.fromEntries(entries.toSorted(([, one], [, other]) => other - one).slice(0, MAX_SERVED));
};

/** Gives a slot to each run. One that has a slot keeps it. */
export const withSlots = (ledger: Ledger, runs: readonly QueueEntry[], now: number): Ledger => {
  const holders = new Set(ledger.slots.map(({ run_id }) => run_id));
  const fresh = runs.filter(({ id }) => !holders.has(id));
  if (fresh.length === 0) return ledger;
  const slots = fresh.map(
    ({ id, owner, user, script, concurrency }): Slot => ({
      run_id: id,
      script,
      owner,
      user,
      key: concurrency?.key ?? null,
      since: new Date(now).toISOString(),
      expires_at: leaseFrom(now),
    }),
  );
  const served = { ...ledger.served };
  fresh.forEach(({ owner }, index) => {
    served[owner] = ledger.turn + index + 1;
  });
  return {
    ...ledger,
    slots: [...ledger.slots, ...slots],
    turn: ledger.turn + fresh.length,
    served: remembered(served),
  };
};

/** Takes the slots of these runs back. */
export const withoutSlots = (ledger: Ledger, runIds: ReadonlySet<string>): Ledger =>
  ledger.slots.some(({ run_id }) => runIds.has(run_id))
    ? { ...ledger, slots: ledger.slots.filter(({ run_id }) => !runIds.has(run_id)) }
    : ledger;

/** Prolongs the leases of these runs. */
export const withLeases = (ledger: Ledger, runIds: ReadonlySet<string>, now: number): Ledger =>
  ledger.slots.some(({ run_id }) => runIds.has(run_id))
    ? {
        ...ledger,
        slots: ledger.slots.map((slot) =>
          runIds.has(slot.run_id) ? { ...slot, expires_at: leaseFrom(now) } : slot,
        ),
      }
    : ledger;

/** Slots whose lease is over at that time: their runs are to be looked at. */
export const expiredBy = ({ slots }: Ledger, at: number): readonly Slot[] =>
  slots.filter(({ expires_at }) => Date.parse(expires_at) <= at);
