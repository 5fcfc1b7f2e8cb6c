import { Cron } from 'croner';
import { type Text, text } from '../platform/text.ts';
import type { Wall } from './zone.ts';

/** When a schedule runs, as it is written: cron, rate or at. No I/O. */

export type Expression =
  | {
      readonly kind: 'cron';
      /**
       * Whether it names times of day, rather than a step through the day. A time of day runs once each day, whatever is
       * done to the clock; a step follows the clock as it goes.
       */
      readonly fixed: boolean;
      /** The next time on the wall after another that the expression names. */
      readonly next: (after: Wall) => Wall | undefined;
    }
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'at'; readonly wall: Wall };

export type Parsed = { readonly expression: Expression } | { readonly fault: Text };

const fault = (en: string, zhCN: string): Parsed => ({ fault: text(en, zhCN) });

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** A rate of more than a year is a mistake. */
const MAX_RATE_MS = 366 * 86_400_000;

const parseRate = (inside: string): Parsed => {
  const [, count = '', unit = ''] = /^\s*(\d{1,6})\s+(minute|hour|day)s?\s*$/.exec(inside) ?? [];
  const everyMs = Number(count) * (units[unit] ?? 0);
  return everyMs > 0 && everyMs <= MAX_RATE_MS
    ? { expression: { kind: 'rate', everyMs } }
    : fault(
        'is not a rate of at most 366 days; write rate(5 minutes), rate(1 hour) or rate(2 days)',
        '不是有效的间隔（最长 366 天）；请写成 rate(5 minutes)、rate(1 hour) 或 rate(2 days)',
      );
};

const parseAt = (inside: string): Parsed => {
  const [, date = '', time = ''] = /^\s*(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::00)?)\s*$/.exec(inside) ?? [];
  const wall = Date.parse(`${date}T${time}Z`);
  const real = wall < Date.UTC(2200, 0, 1) && new Date(wall).toISOString().startsWith(date);
  return real
    ? { expression: { kind: 'at', wall } }
    : fault(
        'is not a minute of a real day; write at(2026-12-31T23:00), in the time zone of the schedule',
        '不是有效的日期和时间（精确到分钟）；请写成 at(2026-12-31T23:00)，按计划的时区',
      );
};

const fields = [
  ['minute', '分钟', '0-59'],
  ['hour', '小时', '0-23'],
  ['day of month', '日', '1-31, L, 15W'],
  ['month', '月', '1-12, JAN-DEC'],
  ['day of week', '星期', '0-7, SUN-SAT, MON#2, FRI#L'],
] as const;

// An offset of 0 rather than the zone UTC: the same times, a tenth of the work (no Intl).
const open = (pattern: string): Cron => new Cron(pattern, { utcOffset: 0, mode: '5-part', paused: true });

const isPattern = (pattern: string): boolean => {
  try {
    open(pattern);
    return true;
  } catch {
    return false; // croner says what is wrong in English only; which field it is, is found by trying each alone
  }
};

const faultOfFields = (parts: readonly string[]): Parsed => {
  const at = parts.findIndex(
    (part, index) => !isPattern(fields.map((_, n) => (n === index ? part : '*')).join(' ')),
  );
  const [en, zh, allowed] = fields[at] ?? ['expression', '表达式', ''];
  const part = parts[at] ?? parts.join(' ');
  return fault(
    `has the ${en} ${JSON.stringify(part)}; write ${allowed}, with *, lists 1,2, ranges 1-5 and steps */5`,
    `的${zh}字段 ${JSON.stringify(part)} 不正确；可写 ${allowed}，以及 *、列表 1,2、范围 1-5 和步长 */5`,
  );
};

/** No day of the next eight years, leap years included: it never comes. */
const NEVER_YEARS = 8;
const ANY_YEAR = Date.UTC(2024, 0, 1);

const parseCron = (written: string): Parsed => {
  const parts = written.split(/\s+/);
  if (parts.length !== 5 || written.startsWith('@'))
    return fault(
      `has ${parts.length} fields; write five (minute hour day-of-month month day-of-week) such as 30 8 * * 1-5, or rate(5 minutes), or at(2026-12-31T23:00)`,
      `有 ${parts.length} 个字段；请写五个（分 时 日 月 星期），如 30 8 * * 1-5，或 rate(5 minutes)，或 at(2026-12-31T23:00)`,
    );
  if (!isPattern(written)) return faultOfFields(parts);
  const cron = open(written);
  const next = (after: Wall): Wall | undefined => cron.nextRun(new Date(after))?.getTime();
  const first = next(ANY_YEAR);
  if (first === undefined || new Date(first).getUTCFullYear() > 2024 + NEVER_YEARS)
    return fault(
      'names a day that never comes; change the day of month or the month',
      '指定的日期永远不会出现；请修改日或月',
    );
  const fixed = !parts.slice(0, 2).some((part) => /[*?/]/.test(part));
  return { expression: { kind: 'cron', fixed, next } };
};

/** Reads an expression, or says what to write instead. */
export const parseExpression = (written: string): Parsed => {
  const trimmed = written.trim();
  const [, kind, inside = ''] = /^(rate|at)\s*\((.*)\)$/.exec(trimmed) ?? [];
  if (kind === 'rate') return parseRate(inside);
  return kind === 'at' ? parseAt(inside) : parseCron(trimmed);
};
