import { CronExpressionParser } from 'cron-parser';
import { describe, expect, it } from 'vitest';
import { ticksAfter } from '../../../functions/schedules/candidates.ts';
import { parseExpression } from '../../../functions/schedules/expression.ts';
import { findZone } from '../../../functions/schedules/zone.ts';
import { expressions, zones } from './expressions.ts';
import { makePlainClock, type Shown } from './plain-clock.ts';

/**
 * Fifty expressions in six time zones over five years. Which times an expression names says cron-parser, another library
 * than the platform's; which moments show a time says a plain clock, minute by minute. What is expected of the two is the
 * text of docs/schedules.md and nothing else.
 */

const DAY_MS = 86_400_000;
const from = Date.UTC(2024, 0, 1);
const to = Date.UTC(2029, 0, 1);
const begin = from - 1;

/** The times on the wall that an expression names, a day more at both ends. */
const named = (expression: string): number[] => {
  const walls: number[] = [];
  const times = CronExpressionParser.parse(expression, {
    tz: 'UTC',
    currentDate: new Date(from - DAY_MS - 1),
  });
  for (let wall = times.next().getTime(); wall < to + DAY_MS; wall = times.next().getTime()) walls.push(wall);
  return walls;
};
const namedBy = new Map(expressions.map((expression) => [expression, named(expression)]));

/** As docs/schedules.md has it: a step or `*` in minute or hour follows the clock. */
const followsTheClock = (expression: string): boolean =>
  expression
    .split(' ')
    .slice(0, 2)
    .some((field) => field.includes('*') || field.includes('/'));

/** Minutes of the three days around each change; elsewhere what the clock shows is a fixed distance from UTC. */
const makeExpected = (zone: string) => {
  const clock = makePlainClock(zone);
  const around = clock
    .changeDays(from - 2 * DAY_MS, to + 2 * DAY_MS)
    .map((day) => clock.minutes(day - DAY_MS, day + 2 * DAY_MS));
  const nearChange = (wall: number): Shown[] | undefined =>
    around.find((minutes) => {
      const [first, last] = [minutes[0]?.wall ?? 0, minutes.at(-1)?.wall ?? 0];
      return wall > first + DAY_MS / 4 && wall < last - DAY_MS / 4;
    });
  const plainOffset = (wall: number): number => clock.shown(wall) - wall;
  const momentsOf = (wall: number, follows: boolean): number[] => {
    const minutes = nearChange(wall);
    if (minutes === undefined) return [wall - plainOffset(wall)];
    const shown = minutes.filter((each) => each.wall === wall).map(({ at }) => at);
    if (follows) return shown;
    if (shown.length > 0) return shown.slice(0, 1);
    const after = minutes.find((each, n) => each.wall > wall && (minutes[n - 1]?.wall ?? wall) < wall);
    return after === undefined ? [] : [after.at];
  };
  return (expression: string): number[] => {
    const follows = followsTheClock(expression);
    const all = (namedBy.get(expression) ?? []).flatMap((wall) => momentsOf(wall, follows));
    return [...new Set(all)].filter((at) => at >= from && at < to).sort((a, b) => a - b);
  };
};

const planOf = (expression: string, zoneName: string) => {
  const parsed = parseExpression(expression);
  const zone = findZone(zoneName);
  if ('fault' in parsed || zone === undefined) throw new Error(`${expression} in ${zoneName}`);
  return { expression: parsed.expression, zone, anchor: begin };
};

const ours = (expression: string, zone: string, after = begin, until = to - 1): number[] =>
  ticksAfter(planOf(expression, zone), after, { until, most: Number.POSITIVE_INFINITY });

const iso = (at: number): string => new Date(at).toISOString();

describe('fifty expressions over five years', () => {
  it('are fifty', () => {
    expect(new Set(expressions).size).toBe(50);
  });

  it.each(zones)(
    'run in %s exactly when the written rules say',
    (zone) => {
      const expected = makeExpected(zone);
      const differences = expressions.flatMap((expression) => {
        const [wanted, found] = [new Set(expected(expression)), new Set(ours(expression, zone))];
        return [
          ...[...wanted].filter((at) => !found.has(at)).map((at) => `${expression} misses ${iso(at)}`),
          ...[...found].filter((at) => !wanted.has(at)).map((at) => `${expression} runs at ${iso(at)}`),
        ];
      });
      expect(differences).toEqual([]);
    },
    60_000,
  );
});

/** How the two libraries differ, on a day on which the clock is changed. */
type Difference = 'gap: at its end, not an hour later' | 'gap: not run' | 'twice: both run';

describe('against cron-parser with its own rules for changes of the clock', () => {
  /** cron-parser gives up in a gap of half an hour. */
  const comparable = zones.filter((zone) => zone !== 'Australia/Lord_Howe');

  const theirs = (expression: string, zone: string, after: number, until: number): number[] => {
    const found: number[] = [];
    const times = CronExpressionParser.parse(expression, { tz: zone, currentDate: new Date(after) });
    for (let at = times.next().getTime(); at <= until; at = times.next().getTime()) found.push(at);
    return found;
  };

  const classify = (
    at: number,
    by: 'us' | 'them',
    minutes: readonly Shown[],
    follows: boolean,
  ): Difference | undefined => {
    const n = minutes.findIndex((each) => each.at === at);
    const [here, before] = [minutes[n], minutes[n - 1]];
    if (here === undefined || before === undefined) return undefined;
    const afterGap = minutes.findLast((each, k) => {
      const earlier = minutes[k - 1];
      return each.at <= at && earlier !== undefined && each.wall - earlier.wall > 60_000;
    });
    if (afterGap !== undefined && at - afterGap.at <= 3_600_000)
      return follows ? 'gap: not run' : 'gap: at its end, not an hour later';
    const shown = minutes.filter((each) => each.wall === here.wall).length;
    return shown === 2 && by === 'us' ? 'twice: both run' : undefined;
  };

  it('differs only within the hour of a change, and in ways that are written down', () => {
    const counts = new Map<Difference, number>();
    const unexplained: string[] = [];
    for (const zone of comparable) {
      const clock = makePlainClock(zone);
      for (const day of clock.changeDays(from, to)) {
        const [after, until] = [day - DAY_MS, day + 2 * DAY_MS - 1];
        const minutes = clock.minutes(after - DAY_MS, until + DAY_MS + 1);
        for (const expression of expressions) {
          const us = new Set(ours(expression, zone, after, until));
          const them = new Set(theirs(expression, zone, after, until));
          const note = (at: number, by: 'us' | 'them') => {
            const kind = classify(at, by, minutes, followsTheClock(expression));
            if (kind === undefined) unexplained.push(`${zone} ${expression} ${by} ${iso(at)}`);
            else counts.set(kind, (counts.get(kind) ?? 0) + 1);
          };
          for (const at of us) if (!them.has(at)) note(at, 'us');
          for (const at of them) if (!us.has(at)) note(at, 'them');
        }
      }
    }
    expect(unexplained).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({
      'gap: at its end, not an hour later': 188,
      'gap: not run': 75,
      'twice: both run': 92,
    });
  }, 60_000);
});
