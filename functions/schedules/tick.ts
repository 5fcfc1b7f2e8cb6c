import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type IdempotencyKey, triggerKey } from '../platform/idempotency.ts';
import { tickOrigins, tickStatuses } from './contract.ts';
import type { Schedule } from './schedule.ts';

/** A tick as a row of the ledger, and the rules of what becomes of it. No I/O; time comes in. */

export const tickRowSchema = z.object({
  schedule_id: z.string(),
  due_at: z.string(),
  /** `plan`, `manual` or the id of a backfill: one tick of each may stand at one due time. */
  slot: z.string(),
  origin: z.enum(tickOrigins),
  status: z.enum(tickStatuses),
  /** The plan of the schedule that named it. */
  plan: z.int(),
  /** When the heartbeat is to look at it (next); while it is fired, the end of the lease. */
  look_at: z.string(),
  attempts: z.int(),
  /** Due while nobody looked, and run nevertheless. */
  caught_up: z.boolean(),
  code: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  run_id: z.string().nullable(),
  run_status: z.string().nullable(),
  fired_at: z.string().nullable(),
  late_ms: z.int().nullable(),
  /** Of the schedule, for the lists. */
  schedule: z.string(),
  script: z.string(),
  owner: z.string(),
  /** Whose the schedule was, by id, and where it was made; absent in ticks from before they said so. */
  owner_id: z.string().optional(),
  department: z.string().nullable().default(null),
  time_zone: z.string(),
  revision: z.int(),
});
export type Tick = z.output<typeof tickRowSchema>;
export type TickKey = Pick<Tick, 'schedule_id' | 'due_at' | 'slot'>;

/** How long whoever fires a tick has for it, in ms: longer than any function of ours runs. */
export const LEASE_MS = 90_000;
/** A tick that a heartbeat sees later than this was missed, and `catch_up` says what becomes of it; one heartbeat may be lost. */
export const ON_TIME_MS = 120_000;
/** How often a tick is tried that fails for no fault of its own. */
export const MAX_TRIES = 8;
/** How long the ledger is kept, in seconds. */
export const LEDGER_SECONDS = 90 * 24 * 3600;

const instant = (at: number): string => new Date(at).toISOString();

/** A tick that is to come. */
export const plannedTick = (
  schedule: Schedule,
  due: number,
  slot: string,
  origin: Tick['origin'] = 'plan',
): Tick => ({
  schedule_id: schedule.id,
  due_at: instant(due),
  slot,
  origin,
  status: 'planned',
  plan: schedule.plan,
  look_at: instant(due),
  attempts: 0,
  caught_up: false,
  code: null,
  facts: {},
  run_id: null,
  run_status: null,
  fired_at: null,
  late_ms: null,
  schedule: schedule.name,
  script: schedule.script,
  owner: schedule.owner,
  owner_id: schedule.owner_id,
  department: schedule.department,
  time_zone: schedule.time_zone,
  revision: 1,
});

/** By which the run of a tick is found again: the same tick starts no second one. */
export const tickKey = ({ schedule_id, due_at, slot }: TickKey): IdempotencyKey =>
  triggerKey(['tick', schedule_id, due_at, slot]);

export const isSettled = ({ status }: Pick<Tick, 'status'>): boolean =>
  status !== 'planned' && status !== 'firing';

/** Whether a tick was planned by what the schedule was before it was changed: it never was. */
export const isVoid = (tick: Tick, schedule: Schedule | undefined): boolean =>
  schedule === undefined ||
  (tick.origin === 'plan' && tick.plan < schedule.plan && tick.due_at > schedule.plan_since);

/** The tick in the hands of one who fires it. */
export const claimed = (tick: Tick, now: number): Tick => ({
  ...tick,
  status: 'firing',
  look_at: instant(now + LEASE_MS),
  attempts: tick.attempts + 1,
  fired_at: instant(now),
  revision: tick.revision + 1,
});

/** The tick to be tried again, each time after twice as long. */
export const postponed = (tick: Tick, now: number): Tick => ({
  ...tick,
  look_at: instant(now + 1000 * 2 ** Math.min(tick.attempts, 8)),
  revision: tick.revision + 1,
});

/** What came of a tick. */
export type Outcome =
  | {
      readonly status: 'ran' | 'queued';
      readonly runId: string;
      readonly createdAt: string;
      readonly caughtUp: boolean;
    }
  | {
      readonly status: 'skipped' | 'late' | 'missed' | 'held';
      readonly code: string;
      readonly facts?: Readonly<Record<string, string>>;
    };

/** The tick with what came of it; final but for how its run ends. */
export const settled = (tick: Tick, outcome: Outcome): Tick => {
  const revision = tick.revision + 1;
  if ('code' in outcome)
    return { ...tick, status: outcome.status, code: outcome.code, facts: { ...outcome.facts }, revision };
  const late = Date.parse(outcome.createdAt) - Date.parse(tick.due_at);
  return {
    ...tick,
    status: outcome.status,
    run_id: outcome.runId,
    caught_up: outcome.caughtUp,
    late_ms: Math.max(0, late),
    revision,
  };
};

/** The tick whose run has ended. */
export const ended = (tick: Tick, runStatus: string): Tick => ({
  ...tick,
  status: 'ran',
  run_status: runStatus,
  revision: tick.revision + 1,
});

const failed = new Set(['failed', 'timed_out']);

/** What a settled tick says of the schedule: a failure, a success, or neither. */
const verdictOf = ({ status, code, run_status }: Tick): 'failure' | 'success' | undefined => {
  if (status === 'held') return code === 'paused' ? undefined : 'failure';
  if (run_status === null) return undefined;
  if (failed.has(run_status)) return 'failure';
  return run_status === 'succeeded' ? 'success' : undefined;
};

/** Failures in a row, the newest first; ticks whose end is not known yet say nothing. */
export const failuresInARow = (newestFirst: readonly Tick[], since: string): number => {
  let count = 0;
  for (const tick of newestFirst) {
    const verdict = tick.due_at > since ? verdictOf(tick) : 'success';
    if (verdict === 'success') break;
    if (verdict === 'failure') count += 1;
  }
  return count;
};

/** Work is spread over this many partitions of the index: 100,000 due rows in one would be read one after the other. */
export const SHARDS = 16;

/** The work list of what belongs to a schedule: all its ticks are in one, so that they are fired in order. */
export const shardOf = (scheduleId: string): number =>
  createHash('sha256').update(scheduleId).digest().readUInt8(0) % SHARDS;
