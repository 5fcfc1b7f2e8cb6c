import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import cases from '../../../events/mask/cases.json' with { type: 'json' };
import {
  type MaskedCell,
  maskSheet,
  masksFor,
  maskTable,
  maskValue,
  matchesTitle,
} from '../../../functions/platform/column-mask.ts';
import { type ColumnMask, type MaskKind, maskKinds } from '../../../functions/platform/mask-schema.ts';
import { callerWith } from './caller.ts';
import { withMasks } from './masked-caller.ts';

const phones: readonly ColumnMask[] = [{ columns: ['手机*'], kind: 'phone' }];

describe('the cases that hold Python to the same', () => {
  test.each(cases.values as [MaskKind, MaskedCell, MaskedCell][])(
    '%s of %s is %s',
    (kind, value, expected) => {
      expect(maskValue(kind, value)).toBe(expected);
    },
  );
  test.each(cases.titles as [string, string, boolean][])(
    '%s and the title %s: %s',
    (pattern, title, expected) => {
      expect(matchesTitle(pattern, title)).toBe(expected);
    },
  );
  test.each(cases.sheets)('a sheet', ({ masks, rows, expected, masked }) => {
    expect(maskSheet(rows, masks as ColumnMask[])).toEqual({ rows: expected, masked });
  });
});

describe('any value', () => {
  const cell = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  test('becomes a text of stars, or stays empty', () => {
    fc.assert(
      fc.property(fc.constantFrom(...maskKinds), cell, (kind, value) => {
        const shown = maskValue(kind, value);
        expect(shown === null || typeof shown === 'string').toBe(true);
        if (shown !== null && shown !== '') expect(shown).toContain('*');
      }),
    );
  });
  test('keeps nothing of the middle of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11,19}$/), (digits) => {
        expect(maskValue('phone', digits)).toBe(
          `${digits.slice(0, 3)}${'*'.repeat(digits.length - 7)}${digits.slice(-4)}`,
        );
      }),
    );
  });
});

test('a table is hidden by its titles, and without one is the same rows', () => {
  const rows = [['张三', '13812345678']];
  expect(maskTable(['姓名', '手机号'], rows, phones)).toEqual({
    rows: [['张三', '138****5678']],
    masked: ['手机号'],
  });
  expect(maskTable(['姓名', '电话'], rows, phones).rows).toBe(rows);
});

test('a title further down than the twentieth row is a value', () => {
  const rows = [...Array.from({ length: 20 }, () => ['x']), ['手机号'], ['13812345678']];
  expect(maskSheet(rows, phones)).toEqual({ rows, masked: [] });
});

test('masks are for everybody without the permission to see in clear', async () => {
  const as = (...roles: ('admin' | 'manager')[]) =>
    withMasks(callerWith({ userId: 'u', username: 'u', roles, sessionId: 's' }), phones);
  expect(masksFor(await as('manager'))).toMatchObject(phones);
  expect(masksFor(await as('admin'))).toEqual([]);
});
