import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkParameters } from '../../../functions/runs/parameters/check-parameters.ts';
import { checkValue } from '../../../functions/runs/parameters/check-value.ts';
import { compare, isOfFormat } from '../../../functions/runs/parameters/ordered-texts.ts';
import {
  type ParameterSchema,
  parametersShape,
} from '../../../functions/runs/parameters/parameter-schema.ts';
import { searchPattern } from '../../../functions/runs/parameters/search-pattern.ts';

const faults = (schema: ParameterSchema, value: unknown): Record<string, string> =>
  Object.fromEntries(checkValue(schema, value, 'p').map(({ field, message }) => [field, message.en]));
const fits = (schema: ParameterSchema, value: unknown): boolean =>
  checkValue(schema, value, 'p').length === 0;

describe('a value and its type', () => {
  const samples: readonly [ParameterSchema, readonly unknown[], readonly unknown[]][] = [
    [{ type: 'string' }, ['', 'a', '字'], [1, true, [], {}]],
    [{ type: 'integer' }, [0, -3, 1e15, 2 ** 53 - 1], [1.5, '1', 2 ** 53, true, Number.NaN]],
    [{ type: 'number' }, [0, 1.5, 1e300, 2 ** 60], ['1', Number.POSITIVE_INFINITY, false]],
    [{ type: 'boolean' }, [true, false], [0, 'true']],
    [
      { type: 'string', format: 'decimal' },
      ['0', '-1.50', '+.5', '5.', '123456789012345678901234567890.123456789'],
      ['', '.', '-', '1e5', '１', '1,000', 'NaN', ' 1', 1.5, 1, `1${'0'.repeat(1000)}`],
    ],
    [
      { type: 'string', format: 'date' },
      ['2026-02-28', '2024-02-29', '0001-01-01', '9999-12-31'],
      ['2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', '20260101', 20260101],
    ],
    [
      { type: 'string', format: 'date-time' },
      ['2026-01-31T09:30:00+08:00', '2026-01-31 09:30', '2026-01-31t09:30:00.123456789z'],
      ['2026-01-31', '2026-01-31T24:00', '2026-01-31T09:60', '2026-02-30T00:00', '2026-01-31T09:30+24:00'],
    ],
    [
      { type: 'string', format: 'time' },
      ['09:30', '23:59:59.5', '09:30Z'],
      ['9:30', '24:00', '09:30:60', 930],
    ],
    [{ type: 'string', enum: ['a', 'b'] }, ['a'], ['c', 1, true]],
    [{ enum: ['a', 1, true] }, ['a', 1, true], ['1', 0, false]],
    [
      { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2 },
      [[1], [1, 2]],
      [[], [1, 2, 3], 'a', ['a']],
    ],
    [
      { type: 'object', additionalProperties: { type: 'integer' } },
      [{}, { a: 1 }],
      [{ a: 'x' }, [], 'x', null],
    ],
    [
      { type: 'object' },
      [{ a: [1, { b: null }] }],
      [{ a: 2 ** 53 }, { a: [{ b: Number.POSITIVE_INFINITY }] }],
    ],
    [{ type: 'integer', minimum: 1, maximum: 3 }, [1, 3], [0, 4]],
    [
      { type: 'string', format: 'decimal', formatMinimum: '0.01', formatMaximum: '10' },
      ['0.010', '10.000'],
      ['0.009', '10.0000001'],
    ],
    [{ type: 'string', format: 'date', formatMinimum: '2026-01-01' }, ['2026-01-01'], ['2025-12-31']],
    [
      { type: 'string', format: 'date-time', formatMaximum: '2026-01-01T00:00:00Z' },
      ['2026-01-01T08:00:00+08:00'],
      ['2026-01-01T00:00:01Z', '2026-01-01T00:00:00'],
    ],
    [{ type: 'string', maxLength: 2 }, ['👨👩'], ['abc']],
    [{ type: 'string', pattern: 'b+' }, ['abc'], ['ac']],
  ];
  test.each(samples)('%j', (schema, good, bad) => {
    for (const value of good) expect([value, fits(schema, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, fits(schema, value)]).toEqual([value, false]);
  });

  test('a fault names the place inside lists and objects', () => {
    const schema: ParameterSchema = {
      type: 'array',
      items: { type: 'object', additionalProperties: { type: 'integer' } },
    };
    expect(faults(schema, [{ a: 1 }, { b: 'x' }, 3])).toEqual({
      'p.1.b': 'a whole number is wanted, not "x"',
      'p.2': 'a JSON object is wanted, not 3',
    });
  });

  test('an author’s pattern that backtracks without end is given up, and said so', () => {
    expect(searchPattern('^(a+)+$', `${'a'.repeat(40)}!`)).toBe('too slow');
    expect(faults({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(40)}!`).p).toContain(
      'takes too long',
    );
  });

  test('decimals compare exactly, however long', () =>
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), fc.nat(30), fc.nat(30), (one, other, zeros, digits) => {
        const write = (value: bigint): string => {
          const [sign, figures] = value < 0n ? ['-', String(-value)] : ['', String(value)];
          const padded = figures.padStart(digits + 1, '0');
          return digits === 0
            ? `${sign}${padded}`
            : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}${'0'.repeat(zeros)}`;
        };
        expect(compare('decimal', write(one), write(other))).toBe(one < other ? -1 : one > other ? 1 : 0);
      }),
    ));

  test('dates are those of the calendar', () =>
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(13), fc.nat(32), (year, month, day) => {
        const written = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const parsed = new Date(`${written}T00:00:00Z`);
        const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === written;
        expect(isOfFormat('date', written)).toBe(exists && year >= 1);
      }),
    ));
});

describe('what a caller gives', () => {
  const shape = parametersShape.parse({
    type: 'object',
    properties: {
      month: { type: 'string', title: 'Month', 'x-unknown': 1 },
      rate: { type: 'number', default: 0.5 },
      book: { type: 'string', format: 'file' },
      __proto__x: { type: 'integer' },
    },
    required: ['month'],
  });
  const check = (given: Record<string, unknown>) => {
    const { values, fileIds, faults: found } = checkParameters(shape, given);
    return { values, fileIds, faults: found.map(({ field }) => field) };
  };

  test('defaults are filled in, null means not given, unknown names are refused', () => {
    expect(check({ month: 'a' })).toEqual({ values: { month: 'a', rate: 0.5 }, fileIds: {}, faults: [] });
    expect(check({ month: 'a', rate: null, book: null })).toEqual({
      values: { month: 'a', rate: 0.5 },
      fileIds: {},
      faults: [],
    });
    expect(check({ month: null }).faults).toEqual(['parameters.month']);
    expect(check(JSON.parse('{"month": "a", "__proto__": 1, "constructor": 2}')).faults).toEqual([
      'parameters.__proto__',
      'parameters.constructor',
    ]);
  });

  test('anything at all gives faults or values, and never throws', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('month', 'rate', 'book', 'x', '__proto__'), fc.jsonValue()),
        (given) => {
          const { values, fileIds, faults: found } = checkParameters(shape, given);
          if (found.length > 0) return;
          expect(typeof values.month).toBe('string');
          expect(typeof values.rate).toBe('number');
          expect(
            Object.values(fileIds)
              .flat()
              .every((id) => /^file_/.test(id)),
          ).toBe(true);
        },
      ),
    ));
});
