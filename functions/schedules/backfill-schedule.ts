import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, invalidField } from '../platform/errors.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { AdvanceBackfill } from './advance-backfill.ts';
import type { Backfill } from './backfill.ts';
import type { BackfillStore } from './backfill-store.ts';
import type { CalendarStore } from './calendar-store.ts';
import { type Plan, ticksAfter } from './candidates.ts';
import type { schedulesRoutes } from './contract.ts';
import { findToManage } from './find-schedule.ts';
import { calendarDaysOf } from './plan-ticks.ts';
import { planOf, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import type { TickStore } from './tick-store.ts';
import { viewBackfill } from './views.ts';
import { daysAfter, type Zone } from './zone.ts';

export interface BackfillDependencies {
  readonly store: Pick<ScheduleStore, 'find'>;
  readonly ticks: Pick<TickStore, 'find'>;
  readonly backfills: BackfillStore;
  readonly calendars: Pick<CalendarStore, 'find'>;
  readonly advanceBackfill: AdvanceBackfill;
  readonly now: () => number;
  readonly log: Log;
}

/** Ticks of one backfill. */
const MAX_TICKS = 1000;

const isDay = (written: string): boolean => /^\d{4}-\d\d-\d\d$/.test(written);

/** The first and last moment of a span; days are whole days of the zone. */
const spanOf = (zone: Zone, from: string, to: string): { from: number; to: number } => ({
  from: isDay(from) ? zone.firstMoment(Date.parse(from)) : Date.parse(from),
  to: isDay(to) ? zone.firstMoment(daysAfter(Date.parse(to), 1)) - 1 : Date.parse(to),
});

const checkedSpan = (zone: Zone, from: string, to: string, now: number) => {
  const span = spanOf(zone, from, to);
  if (span.to < span.from) throw invalidField('to', text('is before from', '早于 from'));
  if (span.from > now)
    throw invalidField(
      'from',
      text('is not in the past: ticks to come run by themselves', '不是过去的时间：未来的时刻会自动运行'),
    );
  return { from: span.from, to: Math.min(span.to, now) };
};

/** A backfill may reach back before the schedule began, not beyond what its expression names. */
const duesOf = (schedule: Schedule, plan: Plan, span: { from: number; to: number }): string[] => {
  const { expression } = plan;
  const anchor =
    expression.kind === 'rate'
      ? plan.anchor - Math.ceil((plan.anchor - span.from) / expression.everyMs + 1) * expression.everyMs
      : plan.anchor;
  const back = { ...plan, anchor: Math.min(plan.anchor, anchor), startAt: undefined };
  const dues = ticksAfter(back, span.from - 1, { until: span.to, most: MAX_TICKS + 1 });
  if (dues.length > MAX_TICKS)
    throw invalidField(
      'from',
      text(
        `the span has more than ${MAX_TICKS} ticks; take a shorter one`,
        `该范围超过 ${MAX_TICKS} 个时刻；请缩短`,
      ),
    );
  if (dues.length === 0)
    throw invalidField(
      'from',
      text(
        `the expression ${schedule.expression} names no moment of this span`,
        `表达式 ${schedule.expression} 在该范围内没有时刻`,
      ),
    );
  return dues.map((due) => new Date(due).toISOString());
};

/** Writes a backfill, which heartbeats take on, and starts its first runs at once. */
export const makeBackfillSchedule =
  ({
    store,
    ticks,
    backfills,
    calendars,
    advanceBackfill,
    now,
    log,
  }: BackfillDependencies): Operation<RouteOf<typeof schedulesRoutes, 'backfillSchedule'>> =>
  async ({ params, body, caller, request }) => {
    const schedule = await findToManage(store, params.id, caller, 'triggers.run');
    const key = readIdempotencyKey(request, 'backfillSchedule', caller.userId);
    const answer = async (id: string) => {
      try {
        await advanceBackfill(schedule.id, id);
      } catch (thrown) {
        log.warn('a backfill is left to the heartbeat', { backfill_id: id, cause: thrown });
      }
      const fill = await backfills.find(schedule.id, id);
      if (fill === undefined) throw new Error(`the backfill ${id} of an idempotency key does not exist`);
      return accepted(viewBackfill(fill), `/api/v1/schedules/${schedule.id}/backfills`);
    };
    const earlier = await backfills.findEarlier(key, now());
    if (earlier !== undefined) return answer(earlier);

    const plan = planOf(schedule, await calendarDaysOf(calendars, schedule));
    const span = checkedSpan(plan.zone, body.from, body.to, now());
    const named = duesOf(schedule, plan, span);
    const had = await Promise.all(
      named.map(
        async (due_at) =>
          !body.rerun && (await ticks.find({ schedule_id: schedule.id, due_at, slot: 'plan' }))?.run_id,
      ),
    );
    const dues = named.filter((_, n) => typeof had[n] !== 'string');
    if (dues.length === 0)
      throw conflict(
        text(
          'every tick of this span has had a run; say rerun to run them again',
          '该范围内的时刻均已运行；如需重跑请设置 rerun',
        ),
        [{ field: 'rerun', message: text('true runs them again', '设为 true 可重新运行') }],
      );
    const fill: Backfill = {
      id: newId('fill', now()),
      schedule_id: schedule.id,
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      order: body.order,
      concurrency: body.concurrency,
      status: 'running',
      dues: body.order === 'oldest_first' ? dues : dues.toReversed(),
      next: 0,
      open: [],
      succeeded: 0,
      failed: 0,
      not_run: 0,
      created_by: caller.username,
      created_at: new Date(now()).toISOString(),
      finished_at: null,
      revision: 1,
    };
    const claim = key && { key, subject: fill.id };
    const change = { resource: { type: 'schedule', id: schedule.id }, after: fill };
    if (await audited(change, () => backfills.create(fill, claim, now()))) return answer(fill.id);
    const first = await backfills.findEarlier(key, now());
    return answer(first ?? fill.id);
  };
