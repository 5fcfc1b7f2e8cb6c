import type { Schemas } from '../api/schemas.ts';
import { cronFields, type Part } from './cron-fields.ts';

export type CalendarUse = Schemas['CalendarUse'];

/** The kinds of "when" that need no cron; `cron` is everything else. */
export const whenKinds = [
  'minutes',
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'monthEnd',
  'businessDay',
  'once',
  'cron',
] as const;
export type WhenKind = (typeof whenKinds)[number];

/** What stands in the controls of the builder. All of it is kept when the kind changes, so that nothing typed is lost. */
export interface WhenDraft {
  readonly kind: WhenKind;
  /** minutes: how many. */
  readonly every: number;
  /** hourly: the minute. */
  readonly minute: number;
  /** `08:30`. */
  readonly time: string;
  /** weekly: 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  /** monthly: 1 to 31. */
  readonly day: number;
  /** once: `2026-12-31 23:00`. */
  readonly at: string;
  /** businessDay: which, counted from the beginning or the end of the month. */
  readonly nth: number;
  readonly fromEnd: boolean;
  /** cron, and everything the other kinds cannot say. */
  readonly cron: string;
}

export const firstWhen: WhenDraft = {
  kind: 'daily',
  every: 15,
  minute: 0,
  time: '08:30',
  weekdays: [1],
  day: 1,
  at: '',
  nth: 1,
  fromEnd: false,
  cron: '30 8 * * 1-5',
};

const clock = (time: string): string => {
  const match = /^(\d{1,2}):(\d{2})/.exec(time);
  return match === null ? '? ?' : `${Number(match[2])} ${Number(match[1])}`;
};

/** The expression that a draft stands for. What is not complete gives one the API refuses by name. */
export const expressionOf = (draft: WhenDraft): string => {
  switch (draft.kind) {
    case 'minutes':
      return draft.every === 1 ? '* * * * *' : `rate(${draft.every} minutes)`;
    case 'hourly':
      return `${draft.minute} * * * *`;
    case 'daily':
    case 'businessDay':
      return `${clock(draft.time)} * * *`;
    case 'weekly': {
      const days = [...draft.weekdays].sort((a, b) => a - b).map((day) => day % 7);
      return `${clock(draft.time)} * * ${days.join(',')}`;
    }
    case 'monthly':
      return `${clock(draft.time)} ${draft.day} * *`;
    case 'monthEnd':
      return `${clock(draft.time)} L * *`;
    case 'once':
      return `at(${draft.at.trim().replace(' ', 'T').slice(0, 16)})`;
    default:
      return draft.cron.trim();
  }
};

const one = (part: Part): number | undefined =>
  part.kind === 'values' && part.values.length === 1 ? part.values[0] : undefined;
const isAny = (part: Part): boolean => part.kind === 'any';

const fromCron = (expression: string, use: CalendarUse | null): Partial<WhenDraft> | undefined => {
  if (expression === '* * * * *') return { kind: 'minutes', every: 1 };
  const fields = cronFields(expression);
  if (fields === undefined || !isAny(fields.month)) return undefined;
  const { day, weekday } = fields;
  const [minute, hour] = [one(fields.minute), one(fields.hour)];
  if (minute === undefined) return undefined;
  if (isAny(fields.hour) && isAny(day) && isAny(weekday)) return { kind: 'hourly', minute };
  if (hour === undefined) return undefined;
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  if (use?.on === 'nth_business_day' || use?.on === 'last_business_day')
    return isAny(day) && isAny(weekday)
      ? { kind: 'businessDay', time, nth: use.n ?? 1, fromEnd: use.on === 'last_business_day' }
      : undefined;
  if (isAny(day) && isAny(weekday)) return { kind: 'daily', time };
  if (isAny(day) && weekday.kind === 'values')
    return {
      kind: 'weekly',
      time,
      weekdays: [...new Set(weekday.values.map((value) => value || 7))].sort((a, b) => a - b),
    };
  if (isAny(weekday) && day.kind === 'special' && day.text === 'L') return { kind: 'monthEnd', time };
  const only = one(day);
  return isAny(weekday) && only !== undefined ? { kind: 'monthly', time, day: only } : undefined;
};

/** The builder's controls for an expression that exists already. */
export const draftOfExpression = (expression: string, use: CalendarUse | null): WhenDraft => {
  const base = { ...firstWhen, cron: expression };
  const rate = /^rate\(\s*(\d+)\s+minutes?\s*\)$/.exec(expression);
  if (rate !== null) return { ...base, kind: 'minutes', every: Number(rate[1]) };
  const once = /^at\(\s*(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?\s*\)$/.exec(expression);
  if (once !== null) return { ...base, kind: 'once', at: `${once[1]} ${once[2]}` };
  return { ...base, ...(fromCron(expression, use) ?? { kind: 'cron' }) };
};
