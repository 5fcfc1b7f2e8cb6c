/** An exact decimal: `units` × 10^-`scale`. Never a JavaScript number. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const SHAPE = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)$/;
const FULL_WIDTH = '０１２３４５６７８９．－＋，';
const HALF_WIDTH = '0123456789.-+,';
/** 1,000 digits, the runner's own limit. */
const LONGEST = 1000;

/**
 * What a person typed or pasted, as the runner takes it: full-width digits made plain, thousands separators and
 * a currency sign in front taken away, spaces dropped. `1,23` stays as it is (and is then not a decimal).
 */
export const tidyDecimal = (typed: string): string => {
  const plain = [...typed.normalize('NFC')]
    .map((char) => (FULL_WIDTH.includes(char) ? HALF_WIDTH.charAt(FULL_WIDTH.indexOf(char)) : char))
    .join('')
    .replace(/[\s\u00a0\u202f_]/g, '')
    .replace(/^([+-]?)[¥￥$€£]/, '$1')
    .replace(/\u2212/g, '-');
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
};

/** Parses `-12.340`; undefined for anything else (exponents, thousands separators, words). */
export const parseDecimal = (text: string): Decimal | undefined => {
  if (text.length > LONGEST) return undefined;
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [whole = '', fraction = ''] = (match[2] ?? '').split('.');
  const units = BigInt(`${whole}${fraction}` || '0');
  return { units: match[1] === '-' ? -units : units, scale: fraction.length };
};

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export const compareDecimals = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.scale, b.scale);
  const left = a.units * 10n ** BigInt(scale - a.scale);
  const right = b.units * 10n ** BigInt(scale - b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Groups the digits before the point by threes; every digit stays. Text that is no decimal comes back as it is. */
export const groupDigits = (text: string): string => {
  if (!SHAPE.test(text)) return text;
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};
