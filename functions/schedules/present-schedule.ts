import type * as z from 'zod';
import type { Language } from '../platform/text.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { scheduleSchema } from './contract.ts';
import type { Schedule } from './schedule.ts';
import type { TickStore } from './tick-store.ts';
import { nextTicksOf, viewSchedule } from './views.ts';

/** A schedule as the API shows it, with its last tick and the next ones. */
export const makePresentSchedule =
  ({
    ticks,
    calendars,
    now,
  }: {
    readonly ticks: Pick<TickStore, 'list'>;
    readonly calendars: Pick<CalendarStore, 'find'>;
    readonly now: () => number;
  }) =>
  async (schedule: Schedule, language: Language): Promise<z.input<typeof scheduleSchema>> => {
    const past = { from: '', to: new Date(now()).toISOString() };
    const [{ rows }, calendar] = await Promise.all([
      ticks.list(schedule.id, past, undefined, 1),
      schedule.calendar === null ? undefined : calendars.find(schedule.calendar.name),
    ]);
    return viewSchedule(schedule, nextTicksOf(schedule, calendar, now()), rows[0], language);
  };

export type PresentSchedule = ReturnType<typeof makePresentSchedule>;
