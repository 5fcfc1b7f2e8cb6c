import type { CalendarUse } from './contract.ts';
import { dayOf, daysAfter, showDay, type Wall } from './zone.ts';

/** Business calendars: which days are worked, and which days of an expression count. No I/O. */

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];

/** What is written of a calendar. */
export interface CalendarDays {
  readonly weekend: readonly Weekday[];
  /** `2026-10-01`: days off besides weekends. */
  readonly holidays: readonly string[];
  /** Weekend days and holidays that are worked. */
  readonly workdays: readonly string[];
}

/** Where nothing is said: Monday to Friday. */
export const plainWeek: CalendarDays = { weekend: ['saturday', 'sunday'], holidays: [], workdays: [] };

/** Whether a day is worked. */
export type IsBusinessDay = (day: Wall) => boolean;

export const businessDaysOf = ({ weekend, holidays, workdays }: CalendarDays): IsBusinessDay => {
  const [off, on] = [new Set(holidays), new Set(workdays)];
  const free = new Set<string>(weekend);
  return (day) => {
    const written = showDay(day);
    if (on.has(written)) return true;
    return !off.has(written) && !free.has(weekdays[new Date(day).getUTCDay()] ?? '');
  };
};

/** Longer runs of days off do not occur: what is looked for beyond has a fault in its calendar. */
export const MAX_SHIFT_DAYS = 40;

/** The nearest day in a direction, the day itself excluded, for which a test holds; undefined: none within 40 days. */
export const nearestDay = (day: Wall, step: 1 | -1, test: (each: Wall) => boolean): Wall | undefined => {
  for (let n = 1; n <= MAX_SHIFT_DAYS; n += 1) {
    const each = daysAfter(dayOf(day), step * n);
    if (test(each)) return each;
  }
  return undefined;
};

/** The business days of the month of a day. */
const businessDaysOfMonth = (day: Wall, isBusiness: IsBusinessDay): Wall[] => {
  const date = new Date(day);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return Array.from({ length }, (_, n) => daysAfter(first, n)).filter(isBusiness);
};

/** Which days of an expression count, and where the others go. */
export interface DayRule {
  readonly use: CalendarUse;
  readonly counts: (day: Wall) => boolean;
  /** The day a candidate of this day runs at; undefined: at none. */
  readonly target: (day: Wall) => Wall | undefined;
  /** The days besides itself whose candidates run at this day, which counts. */
  readonly sources: (day: Wall) => readonly Wall[];
}

const countsOf = (use: CalendarUse, isBusiness: IsBusinessDay): DayRule['counts'] => {
  if (use.on === 'business_days') return isBusiness;
  if (use.on === 'holidays') return (day) => !isBusiness(day);
  const n = use.on === 'last_business_day' ? -(use.n ?? 1) : (use.n ?? 1) - 1;
  return (day) => businessDaysOfMonth(day, isBusiness).at(n) === dayOf(day);
};

/** The rule of a schedule's calendar. */
export const dayRule = (use: CalendarUse, calendar: CalendarDays): DayRule => {
  const counts = countsOf(use, businessDaysOf(calendar));
  const step = use.shift === undefined ? undefined : use.shift === 'next' ? 1 : -1;
  const target = (day: Wall): Wall | undefined => {
    if (counts(day)) return dayOf(day);
    return step === undefined ? undefined : nearestDay(day, step, counts);
  };
  const sources = (day: Wall): readonly Wall[] => {
    const found: Wall[] = [];
    if (step === undefined || !counts(day)) return found;
    for (let n = 1; n <= MAX_SHIFT_DAYS; n += 1) {
      const each = daysAfter(dayOf(day), -step * n);
      if (counts(each)) break;
      found.push(each);
    }
    return found;
  };
  return { use, counts, target, sources };
};
