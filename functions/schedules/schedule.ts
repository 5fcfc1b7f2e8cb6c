import * as z from 'zod';
import { prioritySchema, retrySchema } from '../platform/run-policy.ts';
import type { Thing } from '../platform/thing.ts';
import { type CalendarDays, dayRule } from './business-days.ts';
import { nextTick, type Plan, ticksAfter } from './candidates.ts';
import { calendarUseSchema, catchUps, overlaps } from './contract.ts';
import { parseExpression } from './expression.ts';
import { findZone } from './zone.ts';

/** A schedule as it is kept, and the rules of its changes. No I/O; time comes in. */

/** Why a schedule is paused; the words are in `schedule-messages.ts`. */
export const pauseSchema = z.object({
  code: z.enum(['by_user', 'failures']),
  /** Who paused it, or how many failures in a row. */
  facts: z.record(z.string(), z.string()),
  at: z.string(),
});
export type Pause = z.output<typeof pauseSchema>;

/** One row, changed as a whole on condition that nobody changed it in between (`revision`). */
export const scheduleRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  script: z.string(),
  script_version: z.int().nullable(),
  parameters: z.record(z.string(), z.unknown()),
  expression: z.string(),
  time_zone: z.string(),
  enabled: z.boolean(),
  start_at: z.string().nullable(),
  end_at: z.string().nullable(),
  overlap: z.enum(overlaps),
  catch_up: z.enum(catchUps),
  calendar: calendarUseSchema.nullable(),
  max_lateness: z.number().nullable(),
  retry: retrySchema.nullable(),
  priority: prioritySchema.nullable(),
  max_failures: z.int(),
  /** Whose schedule it is: its runs are started for them, with the roles they have then. */
  owner_id: z.string(),
  owner: z.string(),
  /** The department its owner was in when it was made. */
  department: z.string().nullable().default(null),
  /** Counts what people change. */
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  /** Counts changes of when it runs, and since when the present one holds: ticks planned by an earlier one are void. */
  plan: z.int(),
  plan_since: z.string(),
  /** From where a rate counts. */
  anchor: z.string(),
  /** Every tick up to then is a row of the ledger. */
  planned_until: z.string(),
  /** The first tick after that, or when to look for one again; null: there is none. */
  next_due: z.string().nullable(),
  /** Failures are counted among ticks after it. */
  failures_since: z.string(),
  failures: z.int(),
  paused: pauseSchema.nullable(),
  revision: z.int(),
});
export type Schedule = z.output<typeof scheduleRowSchema>;

/** The schedule as decisions know it. */
export const thingOfSchedule = ({ id, owner_id, department, script }: Schedule): Thing => ({
  type: 'schedule',
  id,
  ownerId: owner_id,
  department,
  script,
});

const instant = (at: number): string => new Date(at).toISOString();

/** What of a schedule says when it runs. */
export type Timing = Pick<
  Schedule,
  'expression' | 'time_zone' | 'start_at' | 'end_at' | 'calendar' | 'anchor'
>;

/**
 * When a schedule runs. `calendar`: the days of the calendar it names. Throws for an expression or a zone that is not
 * valid: both were checked when the schedule was written.
 */
export const planOf = (timing: Timing, calendar: CalendarDays | undefined): Plan => {
  const parsed = parseExpression(timing.expression);
  const zone = findZone(timing.time_zone);
  if ('fault' in parsed || zone === undefined)
    throw new Error(`not a time to run at: ${timing.expression} in ${timing.time_zone}`);
  const { calendar: use, start_at, end_at } = timing;
  return {
    expression: parsed.expression,
    zone,
    anchor: Date.parse(timing.anchor),
    startAt: start_at === null ? undefined : Date.parse(start_at),
    endAt: end_at === null ? undefined : Date.parse(end_at),
    days: use === null || calendar === undefined ? undefined : dayRule(use, calendar),
  };
};

/** How far ahead ticks are rows before they are due, in ms: two heartbeats may be lost. */
export const AHEAD_MS = 3 * 60_000;
/** How many ticks of one schedule are planned at once: after a long time down, the rest at the next heartbeats. */
export const MAX_PLANNED = 500;
/** A calendar may gain a day: a schedule that follows one is looked at every day at least. */
const CALENDAR_LOOK_MS = 24 * 3_600_000;

/** The ticks that are to be rows by now, and the schedule as it is then. */
export const planAhead = (
  schedule: Schedule,
  plan: Plan,
  now: number,
): { readonly dues: readonly number[]; readonly after: Schedule } => {
  const from = Date.parse(schedule.planned_until);
  const until = now + AHEAD_MS;
  const found = ticksAfter(plan, from, { until, most: MAX_PLANNED + 1 });
  const dues = found.slice(0, MAX_PLANNED);
  const reached = found.length > MAX_PLANNED ? (dues.at(-1) ?? from) : Math.max(from, until);
  return { dues, after: planFrom(schedule, plan, reached) };
};

/** The schedule when every tick up to a moment is a row. */
export const planFrom = (schedule: Schedule, plan: Plan, reached: number): Schedule => {
  const next = nextTick(plan, reached);
  const look = schedule.calendar === null ? undefined : reached + CALENDAR_LOOK_MS;
  const looks = [next, look].filter((at) => at !== undefined);
  return {
    ...schedule,
    planned_until: instant(reached),
    next_due: looks.length === 0 ? null : instant(Math.min(...looks)),
    revision: schedule.revision + 1,
  };
};

/** A schedule that runs by another plan from now on. */
export const replanned = (schedule: Schedule, plan: Plan, now: number): Schedule =>
  planFrom({ ...schedule, plan: schedule.plan + 1, plan_since: instant(now) }, plan, now);

/** The same schedule, paused. */
export const paused = (schedule: Schedule, pause: Pause): Schedule => ({
  ...schedule,
  enabled: false,
  paused: pause,
  revision: schedule.revision + 1,
});

/** The same schedule, running from now on, its failures forgotten. */
export const resumed = (schedule: Schedule, plan: Plan, now: number): Schedule => ({
  ...planFrom(schedule, plan, now),
  enabled: true,
  paused: null,
  failures: 0,
  failures_since: instant(now),
});
