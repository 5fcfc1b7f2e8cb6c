import { type Text, text } from '../platform/text.ts';
import type { DayRule } from './business-days.ts';
import type { Expression } from './expression.ts';
import { dayOf, daysAfter, showDay, showWall, type Wall, type Zone } from './zone.ts';

/**
 * What an expression names, in the order of time, as moments: the one place where the rules of docs/schedules.md on
 * daylight saving and calendars are applied. No I/O.
 */

/** All that decides when a schedule runs. */
export interface Plan {
  readonly expression: Expression;
  readonly zone: Zone;
  /** From where a rate counts. */
  readonly anchor: number;
  readonly startAt?: number | undefined;
  readonly endAt?: number | undefined;
  readonly days?: DayRule | undefined;
}

/** A moment at which it runs; `movedFrom` is the time on the wall that was named, where it runs at another. */
export interface Planned {
  readonly at: number;
  readonly movedFrom?: Wall;
  readonly why?: Text;
}

/** A time on the wall that was named and does not run. */
export interface LeftOut {
  readonly at: undefined;
  readonly wall: Wall;
  readonly why: Text;
}

export type Candidate = Planned | LeftOut;

/** What does not come within these many days does not come. */
const HORIZON_DAYS = 8 * 366;
const SECOND_MS = 1000;

const gap = (wall: Wall): Text =>
  text(`the clock jumps over ${showWall(wall)}`, `时钟调整时跳过了 ${showWall(wall)}`);
const gapMoved = (wall: Wall): Text =>
  text(
    `the clock jumps over ${showWall(wall)}: it runs at the first moment after`,
    `时钟调整时跳过了 ${showWall(wall)}：在其后的第一刻运行`,
  );
const repeated = (wall: Wall): Text =>
  text(
    `the clock shows ${showWall(wall)} twice: it runs at the first`,
    `时钟两次显示 ${showWall(wall)}：只在第一次运行`,
  );
const freeDay = (wall: Wall, { use }: DayRule): Text =>
  text(
    `${showDay(wall)} does not count in the calendar ${use.name}`,
    `按日历 ${use.name}，${showDay(wall)} 不计入`,
  );
const shifted = (wall: Wall, { use }: DayRule): Text =>
  text(
    `${showDay(wall)} does not count in the calendar ${use.name}: moved to the ${use.shift} day that does`,
    `按日历 ${use.name}，${showDay(wall)} 不计入：移到${use.shift === 'next' ? '后' : '前'}一个计入的日子`,
  );

type Cron = Extract<Expression, { kind: 'cron' }>;

/** A time of day that is named once runs once: at the first moment the clock shows it, or the gap's end. */
function* once(zone: Zone, wall: Wall): Generator<Candidate> {
  const moments = zone.momentsOf(wall);
  const at = zone.firstMoment(wall);
  yield moments.length === 0 ? { at, movedFrom: wall, why: gapMoved(wall) } : { at };
  if (moments.length > 1) yield { at: undefined, wall, why: repeated(wall) };
}

function* fixedTimes({ next }: Cron, zone: Zone, after: number): Generator<Candidate> {
  const end = daysAfter(after, HORIZON_DAYS);
  for (let wall = next(zone.wallAt(after)); wall !== undefined && wall < end; wall = next(wall))
    yield* once(zone, wall);
}

/** Every moment the clock shows a time that is named: both in the repeated hour, none in the gap. */
function* clockTimes({ next }: Cron, zone: Zone, after: number): Generator<Candidate> {
  const end = daysAfter(after, HORIZON_DAYS);
  let from = after;
  let wall = next(zone.wallAt(from));
  while (wall !== undefined && from < end) {
    const offset = zone.offsetAt(from);
    const change = zone.nextChange(from, end) ?? end;
    for (; wall !== undefined && wall - offset < change; wall = next(wall)) yield { at: wall - offset };
    const shown = zone.wallAt(change);
    for (; wall !== undefined && wall < shown; wall = next(wall))
      yield { at: undefined, wall, why: gap(wall) };
    wall = next(shown - SECOND_MS); // goes back in autumn
    from = change;
  }
}

function* timesOfDay(cron: Cron, day: Wall): Generator<Wall> {
  const end = daysAfter(day, 1);
  for (let wall = cron.next(day - SECOND_MS); wall !== undefined && wall < end; wall = cron.next(wall))
    yield wall;
}

/** What runs at one day that counts: its own times, and those of the days that move to it. */
const ofDay = (cron: Cron, zone: Zone, rule: DayRule, day: Wall): Candidate[] => {
  const own = [...timesOfDay(cron, day)].flatMap((wall): Candidate[] =>
    cron.fixed ? [...once(zone, wall)] : zone.momentsOf(wall).map((at) => ({ at })),
  );
  const moved = rule.sources(day).flatMap((source) =>
    [...timesOfDay(cron, source)].map((wall): Candidate => {
      const at = zone.firstMoment(day + (wall - source));
      return { at, movedFrom: wall, why: shifted(wall, rule) };
    }),
  );
  return [...own, ...moved].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
};

/** Day by day: of days that do not count the first time is told as left out. */
function* countedDays(cron: Cron, zone: Zone, rule: DayRule, after: number): Generator<Candidate> {
  const first = dayOf(zone.wallAt(after));
  for (let n = -1; n < HORIZON_DAYS; n += 1) {
    const day = daysAfter(first, n);
    if (rule.counts(day)) yield* ofDay(cron, zone, rule, day);
    else if (rule.target(day) === undefined) {
      const [wall] = timesOfDay(cron, day);
      if (wall !== undefined && zone.firstMoment(wall) > after)
        yield { at: undefined, wall, why: freeDay(wall, rule) };
    }
  }
}

/** The next day that counts after one; undefined: none for eight years. */
const nextCounted = ({ counts }: DayRule, day: Wall): Wall | undefined => {
  for (let n = 1; n < HORIZON_DAYS; n += 1) if (counts(daysAfter(day, n))) return daysAfter(day, n);
  return undefined;
};

function* rateTimes(
  { anchor, zone, days, startAt }: Plan,
  everyMs: number,
  after: number,
): Generator<Candidate> {
  const end = daysAfter(after, HORIZON_DAYS);
  let n = Math.max(Math.floor((after - anchor) / everyMs), startAt === undefined ? 1 : 0);
  let counted: Wall | undefined;
  for (; anchor + n * everyMs < end; n += 1) {
    const at = anchor + n * everyMs;
    const wall = zone.wallAt(at);
    const day = dayOf(wall);
    if (days === undefined || day === counted || days.counts(day)) {
      counted = day;
      yield { at };
      continue;
    }
    yield { at: undefined, wall, why: freeDay(wall, days) };
    const next = nextCounted(days, day);
    if (next === undefined) return;
    n = Math.max(n, Math.ceil((zone.firstMoment(next) - anchor) / everyMs) - 1);
  }
}

const named = (plan: Plan, after: number): Generator<Candidate> => {
  const { expression, zone, days } = plan;
  if (expression.kind === 'rate') return rateTimes(plan, expression.everyMs, after);
  if (expression.kind === 'at') return once(zone, expression.wall);
  if (days !== undefined) return countedDays(expression, zone, days, after);
  return expression.fixed ? fixedTimes(expression, zone, after) : clockTimes(expression, zone, after);
};

/** Candidates after a moment, within the schedule's time: each moment once, in order. */
export function* candidates(plan: Plan, after: number): Generator<Candidate> {
  const { startAt = Number.NEGATIVE_INFINITY, endAt = Number.POSITIVE_INFINITY } = plan;
  const begin = Math.max(after, startAt - 1);
  let last = begin;
  for (const each of named(plan, begin)) {
    if (each.at === undefined) yield each;
    else if (each.at > endAt) return;
    else if (each.at > last) {
      last = each.at;
      yield each;
    }
  }
}

/** The moments after one, at most `most`, none after `until`. */
export const ticksAfter = (
  plan: Plan,
  after: number,
  { until = Number.POSITIVE_INFINITY, most }: { until?: number; most: number },
): number[] => {
  const found: number[] = [];
  for (const { at } of candidates(plan, after)) {
    if (at === undefined) continue;
    if (at > until) break;
    found.push(at);
    if (found.length >= most) break;
  }
  return found;
};

/** The next moment after one. */
export const nextTick = (plan: Plan, after: number): number | undefined =>
  ticksAfter(plan, after, { most: 1 })[0];
