/**
 * A clock on the wall that knows nothing but what Intl shows for a minute: slow and plain, so that it shares nothing with
 * the platform's tables of changes.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface Shown {
  readonly at: number;
  readonly wall: number;
}

export const makePlainClock = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shown = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  /** The days of a span in which the clock is changed, as the moments at which they begin in UTC. */
  const changeDays = (from: number, to: number): number[] => {
    const found: number[] = [];
    for (let day = from; day < to; day += DAY_MS)
      if (shown(day + DAY_MS) - shown(day) !== DAY_MS) found.push(day);
    return found;
  };
  /** Every minute of a span with what the clock shows. */
  const minutes = (from: number, to: number): Shown[] =>
    Array.from({ length: (to - from) / MINUTE_MS }, (_, n) => {
      const at = from + n * MINUTE_MS;
      return { at, wall: shown(at) };
    });
  return { shown, changeDays, minutes };
};
