/** Texts with an order of their own: exact decimals, dates and times. Nothing here passes through a float. */

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const MAX_DECIMAL_DIGITS = 1000;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:\d{2})?$/;
const NANOSECONDS = 1_000_000_000n;

/** A number as an integer over a power of ten. */
interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

const parseDecimal = (source: string): Decimal | undefined => {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(source) ?? [];
  if (sign === undefined || source.length > MAX_DECIMAL_DIGITS || whole + fraction === '') return undefined;
  if (whole === '' && fraction === '') return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, digits: fraction.length };
};

/** A date as days since 1970, or undefined: the 30th of February. */
const parseDate = (source: string): bigint | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(source) ?? [];
  if (year === undefined || month === undefined || day === undefined || Number(year) < 1) return undefined;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return undefined;
  return BigInt(Math.floor(at.getTime() / 86_400_000));
};

/** A point in time, in nanoseconds; `zoned` when it has a UTC offset, which then is taken off. */
interface Moment {
  readonly at: bigint;
  readonly zoned: boolean;
}

const parseOffset = (offset: string): bigint | undefined => {
  if (/^[Zz]$/.test(offset)) return 0n;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
  if (hours > 23 || minutes > 59) return undefined;
  return BigInt((offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60) * NANOSECONDS;
};

const parseTime = (source: string): Moment | undefined => {
  const [, hours, minutes, seconds = '0', fraction = '', offset] = TIME.exec(source) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const shift = offset === undefined ? 0n : parseOffset(offset);
  if (shift === undefined) return undefined;
  const whole = BigInt((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * NANOSECONDS;
  return { at: whole + BigInt(fraction.padEnd(9, '0')) - shift, zoned: offset !== undefined };
};

const parseDateTime = (source: string): Moment | undefined => {
  const day = parseDate(source.slice(0, 10));
  const time = /^[Tt ]$/.test(source.slice(10, 11)) ? parseTime(source.slice(11)) : undefined;
  if (day === undefined || time === undefined) return undefined;
  return { at: day * 86_400n * NANOSECONDS + time.at, zoned: time.zoned };
};

export type TextFormat = 'decimal' | 'date' | 'date-time' | 'time';

/** Whether a text is one of a format. */
export const isOfFormat = (format: TextFormat, source: string): boolean =>
  ({ decimal: parseDecimal, date: parseDate, 'date-time': parseDateTime, time: parseTime })[format](
    source,
  ) !== undefined;

const order = (first: bigint, second: bigint): number => (first < second ? -1 : first > second ? 1 : 0);

const compareMoments = (first: Moment | undefined, second: Moment | undefined): number | undefined =>
  first === undefined || second === undefined || first.zoned !== second.zoned
    ? undefined
    : order(first.at, second.at);

/** Below, equal or above zero; undefined when they cannot be compared: one has a UTC offset, the other has none. */
export const compare = (format: TextFormat, first: string, second: string): number | undefined => {
  if (format === 'date-time') return compareMoments(parseDateTime(first), parseDateTime(second));
  if (format === 'time') return compareMoments(parseTime(first), parseTime(second));
  if (format === 'date') {
    const [one, other] = [parseDate(first), parseDate(second)];
    return one === undefined || other === undefined ? undefined : order(one, other);
  }
  const [one, other] = [parseDecimal(first), parseDecimal(second)];
  if (one === undefined || other === undefined) return undefined;
  const digits = Math.max(one.digits, other.digits);
  const scaled = ({ units, digits: own }: Decimal): bigint => units * 10n ** BigInt(digits - own);
  return order(scaled(one), scaled(other));
};
