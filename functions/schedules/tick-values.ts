import type { FieldError } from '../platform/errors.ts';
import { type Text, text } from '../platform/text.ts';
import { type IsBusinessDay, nearestDay } from './business-days.ts';
import { dayOf, daysAfter, type Wall } from './zone.ts';

/**
 * `{{ tick.date | minus_days: 1 | format: "YYYYMMDD" }}` in the parameters of a schedule: a small language of its own,
 * with nothing to call and nothing to reach but the tick's time on the wall. No I/O.
 */

export interface TickTime {
  /** In the time zone of the schedule. */
  readonly wall: Wall;
  readonly isBusinessDay: IsBusinessDay;
}

const pad = (n: number, length = 2): string => String(n).padStart(length, '0');

const tokens: Readonly<Record<string, (date: Date) => string>> = {
  YYYY: (date) => pad(date.getUTCFullYear(), 4),
  YY: (date) => pad(date.getUTCFullYear() % 100),
  Q: (date) => String(Math.floor(date.getUTCMonth() / 3) + 1),
  MM: (date) => pad(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => pad(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  HH: (date) => pad(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  mm: (date) => pad(date.getUTCMinutes()),
  ss: (date) => pad(date.getUTCSeconds()),
};

const TOKEN = /[A-Za-z]+/g;
const PARTS = /YYYY|YY|Q|MM|M|DD|D|HH|H|mm|ss/g;

const formatted = (wall: Wall, pattern: string): string =>
  pattern.replace(PARTS, (part) => tokens[part]?.(new Date(wall)) ?? part);

/** `tick.…`, each as it is shown without a format. */
const fields: Readonly<Record<string, string>> = {
  date: 'YYYY-MM-DD',
  time: 'HH:mm',
  datetime: 'YYYY-MM-DD HH:mm',
  year: 'YYYY',
  month: 'YYYY-MM',
  day: 'DD',
  hour: 'HH',
};

/** A month later or earlier; the 31st becomes the last day of a shorter month. */
const addMonths = (wall: Wall, months: number): Wall => {
  const date = new Date(wall);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const end = new Date(first);
  const length = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  return daysAfter(first, Math.min(date.getUTCDate(), length) - 1) + (wall - dayOf(wall));
};

const HOUR_MS = 3_600_000;
const step = {
  minutes: (wall: Wall, n: number) => wall + n * 60_000,
  hours: (wall: Wall, n: number) => wall + n * HOUR_MS,
  days: daysAfter,
  weeks: (wall: Wall, n: number) => daysAfter(wall, n * 7),
  months: addMonths,
  years: (wall: Wall, n: number) => addMonths(wall, n * 12),
} as const;

const monthStart = (wall: Wall, back: number): Wall => {
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1);
};
const quarterBack = (wall: Wall): number => new Date(wall).getUTCMonth() % 3;
/** Days since Monday. */
const weekBack = (wall: Wall): number => (new Date(wall).getUTCDay() + 6) % 7;

const moves: Readonly<Record<string, (wall: Wall, isBusinessDay: IsBusinessDay) => Wall | undefined>> = {
  start_of_day: dayOf,
  start_of_week: (wall) => daysAfter(dayOf(wall), -weekBack(wall)),
  end_of_week: (wall) => daysAfter(dayOf(wall), 6 - weekBack(wall)),
  start_of_month: (wall) => monthStart(wall, 0),
  end_of_month: (wall) => daysAfter(monthStart(wall, -1), -1),
  start_of_quarter: (wall) => monthStart(wall, quarterBack(wall)),
  end_of_quarter: (wall) => daysAfter(monthStart(wall, quarterBack(wall) - 3), -1),
  start_of_year: (wall) => Date.UTC(new Date(wall).getUTCFullYear(), 0, 1),
  end_of_year: (wall) => Date.UTC(new Date(wall).getUTCFullYear(), 11, 31),
  previous_business_day: (wall, isBusinessDay) => nearestDay(wall, -1, isBusinessDay),
  next_business_day: (wall, isBusinessDay) => nearestDay(wall, 1, isBusinessDay),
};

const stepOf = (filter: string): { unit: keyof typeof step; sign: 1 | -1 } | undefined => {
  const [, sign, unit] = /^(plus|minus)_(minutes|hours|days|weeks|months|years)$/.exec(filter) ?? [];
  return unit === undefined ? undefined : { unit: unit as keyof typeof step, sign: sign === 'plus' ? 1 : -1 };
};

/** A fault of a value: what is wrong and what may be written. */
class Fault extends Error {
  override readonly name = 'Fault';
  readonly text: Text;
  constructor(words: Text) {
    super(words.en);
    this.text = words;
  }
}

const refuse = (en: string, zhCN: string): never => {
  throw new Fault(text(en, zhCN));
};

const names = (record: object): string => Object.keys(record).join(', ');
const units = 'minutes, hours, days, weeks, months, years';

const argumentOf = (filter: string, argument: string | undefined): number => {
  if (argument === undefined || !/^\d{1,4}$/.test(argument))
    return refuse(
      `has ${filter} without a number from 0 to 9999; write ${filter}: 1`,
      `中的 ${filter} 缺少 0 到 9999 的数字；请写成 ${filter}: 1`,
    );
  return Number(argument);
};

const patternOf = (argument: string | undefined): string => {
  const [, pattern] = /^"([^"]*)"$/.exec(argument ?? '') ?? [];
  if (pattern === undefined)
    return refuse(
      'has format without a pattern in quotes; write format: "YYYYMMDD"',
      '中的 format 缺少引号内的格式；请写成 format: "YYYYMMDD"',
    );
  const unknown = (pattern.match(TOKEN) ?? []).find((word) => word.replace(PARTS, '') !== '');
  if (unknown !== undefined)
    return refuse(
      `has the format ${JSON.stringify(unknown)}; it may hold ${names(tokens)} and other signs`,
      `中的格式 ${JSON.stringify(unknown)} 不正确；可用 ${names(tokens)} 和其他符号`,
    );
  return pattern;
};

interface Value {
  readonly wall: Wall;
  readonly pattern: string;
  readonly number: boolean;
}

const applyFilter = (value: Value, written: string, { isBusinessDay }: TickTime): Value => {
  const [, filter = written, argument] = /^([a-z_]+)\s*(?::\s*(.+))?$/.exec(written) ?? [];
  if (filter === 'format') return { ...value, pattern: patternOf(argument) };
  if (filter === 'number' && argument === undefined) return { ...value, number: true };
  const stepping = stepOf(filter);
  if (stepping !== undefined) {
    const n = argumentOf(filter, argument) * stepping.sign;
    return { ...value, wall: step[stepping.unit](value.wall, n) };
  }
  const move = Object.hasOwn(moves, filter) ? moves[filter] : undefined;
  if (move === undefined || argument !== undefined)
    return refuse(
      `has the step ${JSON.stringify(written)}; after | may stand plus_ and minus_ (${units}) with a number, ${names(moves)}, format: "YYYYMMDD", number`,
      `中的 ${JSON.stringify(written)} 不正确；| 之后可写带数字的 plus_、minus_（${units}）、${names(moves)}、format: "YYYYMMDD"、number`,
    );
  const wall = move(value.wall, isBusinessDay);
  if (wall === undefined)
    return refuse(`finds no business day near: look at the calendar`, `在附近找不到工作日：请检查日历`);
  return { ...value, wall };
};

/** Splits at `|` outside of quotes. */
const split = (inside: string): string[] =>
  (inside.match(/(?:"[^"]*"|[^|"])+/g) ?? ['']).map((part) => part.trim());

const evaluate = (inside: string, tick: TickTime): Value => {
  const [head = '', ...filters] = split(inside);
  const [, field = ''] = /^tick\.([a-z]+)$/.exec(head) ?? [];
  const pattern = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (pattern === undefined)
    return refuse(
      `has {{ ${head} }}; write {{ tick.date }} or another of tick.${Object.keys(fields).join(', tick.')}`,
      `中有 {{ ${head} }}；请写 {{ tick.date }}，或 tick.${Object.keys(fields).join('、tick.')} 之一`,
    );
  const start: Value = { wall: tick.wall, pattern, number: false };
  return filters.reduce((value, filter) => applyFilter(value, filter, tick), start);
};

const PLACE = /\{\{([^{}]*)\}\}/g;
const WHOLE = /^\{\{([^{}]*)\}\}$/;

const numberOf = (shown: string): number =>
  /^\d+$/.test(shown)
    ? Number(shown)
    : refuse(
        `gives ${JSON.stringify(shown)}, which is no number; add format: "YYYYMMDD" before number`,
        `得到 ${JSON.stringify(shown)}，不是数字；请在 number 之前加上 format: "YYYYMMDD"`,
      );

const renderText = (written: string, tick: TickTime): string | number => {
  if (!written.includes('{{')) return written;
  const [, whole] = WHOLE.exec(written) ?? [];
  if (whole !== undefined) {
    const value = evaluate(whole, tick);
    const shown = formatted(value.wall, value.pattern);
    return value.number ? numberOf(shown) : shown;
  }
  const rendered = written.replace(PLACE, (_, inside: string) => {
    const value = evaluate(inside, tick);
    if (value.number)
      return refuse(
        'has number inside of other text; the value must stand alone',
        '在其他文本中使用了 number；该值必须单独出现',
      );
    return formatted(value.wall, value.pattern);
  });
  if (written.replace(PLACE, '').includes('{{'))
    return refuse('has {{ without }}; write {{ tick.date }}', '的 {{ 没有对应的 }}；请写成 {{ tick.date }}');
  return rendered;
};

/** Deeper values are refused by the check of parameters. */
const MAX_DEPTH = 20;

/** The parameters of one tick, and the faults of what could not be rendered, by field. */
export const renderParameters = (
  parameters: Readonly<Record<string, unknown>>,
  tick: TickTime,
): { readonly values: Record<string, unknown>; readonly faults: readonly FieldError[] } => {
  const faults: FieldError[] = [];
  const render = (value: unknown, field: string, depth: number): unknown => {
    if (typeof value === 'string') {
      try {
        return renderText(value, tick);
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown;
        faults.push({ field, message: thrown.text });
        return value;
      }
    }
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return value.map((each, n) => render(each, `${field}.${n}`, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, render(each, `${field}.${key}`, depth + 1)]),
    );
  };
  const values = render(parameters, 'parameters', 0) as Record<string, unknown>;
  return { values, faults };
};
