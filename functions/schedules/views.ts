import type * as z from 'zod';
import type { Language } from '../platform/text.ts';
import type { Backfill } from './backfill.ts';
import type { Calendar } from './calendar.ts';
import { ticksAfter } from './candidates.ts';
import type { backfillSchema, calendarSchema, scheduleSchema, tickSchema } from './contract.ts';
import { planOf, type Schedule } from './schedule.ts';
import { pauseText, reasonText } from './schedule-messages.ts';
import type { Tick } from './tick.ts';
import { findZone, showLocal } from './zone.ts';

/** What the API shows. */

/** How many ticks to come a schedule shows. */
const NEXT_TICKS = 5;

/** The next ticks of a schedule that runs. */
export const nextTicksOf = (schedule: Schedule, calendar: Calendar | undefined, now: number): string[] =>
  schedule.enabled
    ? ticksAfter(planOf(schedule, calendar), now, { most: NEXT_TICKS }).map((at) =>
        new Date(at).toISOString(),
      )
    : [];

/** A schedule with what came of its last tick. */
export const viewSchedule = (
  schedule: Schedule,
  next: readonly string[],
  last: Tick | undefined,
  language: Language,
): z.input<typeof scheduleSchema> => {
  const { id, name, script, script_version, parameters, expression, time_zone, enabled } = schedule;
  const { start_at, end_at, overlap, catch_up, calendar, max_lateness, retry, priority, max_failures } =
    schedule;
  const { owner, version, failures, created_at, updated_at } = schedule;
  return {
    id,
    name,
    script,
    script_version,
    parameters,
    expression,
    time_zone,
    enabled,
    start_at,
    end_at,
    overlap,
    catch_up,
    calendar,
    max_lateness,
    retry,
    priority,
    max_failures,
    owner,
    version,
    failures,
    paused_reason: schedule.paused === null ? null : pauseText(schedule.paused)[language],
    next_ticks: [...next],
    last_tick: last === undefined ? null : { due_at: last.due_at, status: last.status, run_id: last.run_id },
    created_at,
    updated_at,
  };
};

export const viewTick = (tick: Tick, language: Language): z.input<typeof tickSchema> => {
  const zone = findZone(tick.time_zone);
  const at = Date.parse(tick.due_at);
  return {
    schedule_id: tick.schedule_id,
    schedule: tick.schedule,
    due_at: tick.due_at,
    local: zone === undefined ? tick.due_at : showLocal(zone, at),
    origin: tick.origin,
    backfill_id: tick.origin === 'backfill' ? tick.slot : null,
    status: tick.status,
    code: tick.code,
    reason: reasonText(tick)?.[language] ?? null,
    run_id: tick.run_id,
    run_status: tick.run_status,
    fired_at: tick.fired_at,
    late_ms: tick.late_ms,
  };
};

export const viewBackfill = (fill: Backfill): z.input<typeof backfillSchema> => ({
  id: fill.id,
  schedule_id: fill.schedule_id,
  from: fill.from,
  to: fill.to,
  order: fill.order,
  concurrency: fill.concurrency,
  status: fill.status,
  counts: {
    total: fill.dues.length,
    waiting: fill.dues.length - fill.next,
    running: fill.open.length,
    succeeded: fill.succeeded,
    failed: fill.failed,
    not_run: fill.not_run,
  },
  created_by: fill.created_by,
  created_at: fill.created_at,
  finished_at: fill.finished_at,
});

export const viewCalendar = (calendar: Calendar): z.input<typeof calendarSchema> => ({ ...calendar });
