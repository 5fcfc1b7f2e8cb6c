import { describe, expect, it } from 'vitest';
import { clipboardTable, clipboardText } from '../../../web/src/table/cell-text.ts';
import { filterTest, orderRows } from '../../../web/src/table/order.ts';

const columns = [
  { name: '办事处', type: 'string' },
  { name: '金额', type: 'decimal' },
  { name: '数量', type: 'integer' },
];
const rows = [
  ['上海', '9007199254740993.02', 3],
  ['北京', '9007199254740993.01', null],
  ['广州', '-5.00', 10],
  ['成都', null, 2],
];
const order = (filters: [number, string][], sorting?: { column: number; descending: boolean }) =>
  orderRows(rows, columns, new Map(filters), sorting, 'zh-CN');

describe('sorting and filtering a table', () => {
  it('compares amounts exactly, and puts empty cells last either way', () => {
    expect(order([], { column: 1, descending: false })).toEqual([2, 1, 0, 3]);
    expect(order([], { column: 1, descending: true })).toEqual([0, 1, 2, 3]);
    expect(order([], { column: 2, descending: true })).toEqual([2, 0, 3, 1]);
  });

  it('sorts Chinese as Chinese readers expect', () => {
    expect(order([], { column: 0, descending: false })).toEqual([1, 3, 2, 0]);
  });

  it('filters by words and by amounts', () => {
    expect(order([[0, '州']])).toEqual([2]);
    expect(order([[1, '>= 9007199254740993.02']])).toEqual([0]);
    expect(
      order([
        [1, '<0'],
        [2, '=10'],
      ]),
    ).toEqual([2]);
    expect(filterTest('>x')('a>x')).toBe(true);
  });

  it('keeps the order of equal rows', () => {
    const same = Array.from({ length: 50 }, (_, at) => ['a', null, at]);
    expect(orderRows(same, columns, new Map(), { column: 0, descending: true }, 'en')).toEqual(
      same.map((_, at) => at),
    );
  });
});

describe('copying cells', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['-5.20', '-5.20'],
    ['+86', '+86'],
    ['000123', '000123'],
    ['two\nlines', '"two\nlines"'],
    ['a "quote"', '"a ""quote"""'],
  ])('%j is copied as %j', (cell, text) => {
    expect(clipboardText(cell)).toBe(text);
  });

  it('writes rows as a spreadsheet pastes them', () => {
    expect(
      clipboardTable([
        ['a', 1.5, null],
        ['b', true, '1,5'],
      ]),
    ).toBe('a\t1.5\t\nb\tTRUE\t1,5');
  });
});
