import { inParallel } from '../platform/in-parallel.ts';
import type { CalendarDays } from './business-days.ts';
import type { CalendarStore } from './calendar-store.ts';
import { planAhead, planOf, type Schedule, type Timing } from './schedule.ts';
import type { ScheduleStore } from './store.ts';
import { plannedTick } from './tick.ts';
import type { TickStore } from './tick-store.ts';

/** Rows of one schedule written side by side. */
const AT_ONCE = 8;

/** The days of the calendar a schedule follows. A calendar that is in use cannot be deleted. */
export const calendarDaysOf = async (
  calendars: Pick<CalendarStore, 'find'>,
  { calendar }: Pick<Timing, 'calendar'>,
): Promise<CalendarDays | undefined> => (calendar === null ? undefined : calendars.find(calendar.name));

/**
 * Writes the ticks of a schedule that are due within the next minutes into the ledger, then moves the schedule on. In
 * this order: cut off in between, the rows are there already when it is done again.
 */
export const makePlanTicks =
  ({
    store,
    ticks,
    calendars,
    now,
  }: {
    readonly store: Pick<ScheduleStore, 'replace'>;
    readonly ticks: Pick<TickStore, 'plan'>;
    readonly calendars: Pick<CalendarStore, 'find'>;
    readonly now: () => number;
  }) =>
  async (schedule: Schedule): Promise<void> => {
    if (!schedule.enabled) return;
    const plan = planOf(schedule, await calendarDaysOf(calendars, schedule));
    const { dues, after } = planAhead(schedule, plan, now());
    await inParallel(dues, AT_ONCE, (due) => ticks.plan(plannedTick(schedule, due, 'plan')));
    await store.replace(schedule, after); // another heartbeat, or a change, was quicker: its plan holds
  };

export type PlanTicks = ReturnType<typeof makePlanTicks>;
