import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, groupDigits, parseDecimal, tidyDecimal } from '../../../web/src/text/decimal.ts';

const decimal = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.bigInt({ min: 0n, max: 10n ** 40n }),
    fc.option(fc.stringMatching(/^\d{1,20}$/)),
  )
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);

describe('decimals never pass through a JavaScript number', () => {
  it.each([
    ['1,234,567.80', '1234567.80'],
    ['￥１２３．５０', '123.50'],
    [' 1 234.5 ', '1234.5'],
    ['−5', '-5'],
    ['1,23', '1,23'],
    ['12345678901234567890.123456789', '12345678901234567890.123456789'],
  ])('tidies %s to %s', (typed, tidy) => {
    expect(tidyDecimal(typed)).toBe(tidy);
  });

  it.each(['', '.', '1e5', '1,23', 'abc', '1.2.3', '٣', 'NaN', 'Infinity', '1'.repeat(1001)])(
    'refuses %j',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  it('tells amounts apart that are one and the same number in JavaScript', () => {
    const [low, high] = ['9007199254740993.01', '9007199254740993.02'].map((text) => parseDecimal(text));
    expect(Number('9007199254740993.01')).toBe(Number('9007199254740993.02'));
    expect(low !== undefined && high !== undefined && compareDecimals(low, high)).toBe(-1);
  });

  it('knows 1.10 and 1.1 as equal, and orders by value, not by text', () => {
    const order = (a: string, b: string) =>
      compareDecimals(parseDecimal(a) ?? never(), parseDecimal(b) ?? never());
    expect(order('1.10', '1.1')).toBe(0);
    expect(order('9', '10')).toBe(-1);
    expect(order('-9', '-10')).toBe(1);
    expect(order('-0', '0.00')).toBe(0);
  });

  it('groups digits without changing any of them', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(groupDigits(text).replaceAll(',', '')).toBe(text);
      }),
    );
    expect(groupDigits('-1234567.5000')).toBe('-1,234,567.5000');
    expect(groupDigits('000123')).toBe('000,123');
    expect(groupDigits('no number')).toBe('no number');
  });

  it('tidying is the identity on what is tidy', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(tidyDecimal(text)).toBe(text);
      }),
    );
  });
});

const never = (): never => {
  throw new Error('a decimal was expected');
};
