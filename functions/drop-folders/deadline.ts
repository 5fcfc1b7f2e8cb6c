import { Cron } from 'croner';
import type { Deadline } from './contract.ts';

/** Days that a daily time is followed to find a day of the month. */
const MAX_DAYS = 62;

const MINUTE_MS = 60_000;

/** Whether the platform knows a time zone by this name. */
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

/** The day of the month in a time zone, and whether it is the month's last. */
const dayOf = (at: Date, timeZone: string): { day: number; last: boolean } => {
  const read = (date: Date): number =>
    Number(new Intl.DateTimeFormat('en', { timeZone, day: 'numeric' }).format(date));
  return { day: read(at), last: read(new Date(at.getTime() + 24 * 60 * MINUTE_MS)) === 1 };
};

/**
 * By when a set must be complete whose first file came at `firstAt` (milliseconds since 1970). A time that a change of
 * the clocks leaves out is the end of the gap.
 */
export const deadlineAt = (deadline: Deadline, firstAt: number): number => {
  if ('after_minutes' in deadline) return firstAt + deadline.after_minutes * MINUTE_MS;
  const [hour, minute] = deadline.time.split(':').map(Number);
  const daily = new Cron(`${minute} ${hour} * * *`, { timezone: deadline.time_zone, paused: true });
  let at = new Date(firstAt);
  for (let days = 0; days < MAX_DAYS; days += 1) {
    const next = daily.nextRun(at);
    if (next === null) break;
    const { day, last } = dayOf(next, deadline.time_zone);
    if (deadline.day === undefined || day === deadline.day || (last && day < deadline.day))
      return next.getTime();
    at = next;
  }
  throw new Error(`no deadline is found after ${new Date(firstAt).toISOString()}`);
};
