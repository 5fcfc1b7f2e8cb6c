import { compareDecimals, parseDecimal } from '../text/decimal.ts';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const plain = (literal: string): string | undefined => {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const power = Number(exponent);
  if (Math.abs(power) > 400) return undefined;
  const digits = `${whole}${fraction}`;
  const point = whole.length + power;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits.padEnd(point, '0')}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
};

/**
 * The first number of a JSON text that a JavaScript number cannot carry unchanged (12345678901234567890, or an
 * amount with too many digits), or undefined when all of them survive. Such numbers belong in quotes.
 */
export const changedNumber = (json: string): string | undefined =>
  (json.match(STRING_OR_NUMBER) ?? [])
    .filter((literal) => !literal.startsWith('"'))
    .find((literal) => {
      const written = parseDecimal(plain(literal) ?? '');
      const carried = parseDecimal(plain(String(Number(literal))) ?? '');
      return written === undefined || carried === undefined || compareDecimals(written, carried) !== 0;
    });
