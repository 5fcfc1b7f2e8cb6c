import { compareDecimals, type Decimal, parseDecimal } from '../text/decimal.ts';
import type { Cell } from './cell.ts';
import { cellText, isNumberCell } from './cell-text.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
}
export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}
type Row = readonly Cell[];
type Test = (cell: Cell | undefined) => boolean;

const decimalOf = (cell: Cell | undefined): Decimal | undefined => {
  const text = cellText(cell);
  return parseDecimal(text) ?? (typeof cell === 'number' ? parseDecimal(cell.toFixed(12)) : undefined);
};

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '=': (order) => order === 0,
};

/** What a column's filter asks: `>= 100` and the like compare amounts exactly, anything else is looked for as text. */
export const filterTest = (words: string): Test => {
  const match = /^(>=|<=|>|<|=)\s*([+-]?[\d.,]+)$/.exec(words.trim());
  const limit = parseDecimal((match?.[2] ?? '').replaceAll(',', ''));
  const holds = comparisons[match?.[1] ?? ''];
  if (limit !== undefined && holds !== undefined)
    return (cell) => {
      const value = decimalOf(cell);
      return value !== undefined && holds(compareDecimals(value, limit));
    };
  const wanted = words.trim().toLowerCase();
  return (cell) => cellText(cell).toLowerCase().includes(wanted);
};

const byText = (rows: readonly Row[], column: number, language: string) => {
  const collator = new Intl.Collator(language, { numeric: true });
  const keys = rows.map((row) => cellText(row[column]));
  return (a: number, b: number) => collator.compare(keys[a] ?? '', keys[b] ?? '');
};

const byAmount = (rows: readonly Row[], column: number) => {
  const keys = rows.map((row) => decimalOf(row[column]));
  return (a: number, b: number) => {
    const [left, right] = [keys[a], keys[b]];
    return left === undefined || right === undefined ? 0 : compareDecimals(left, right);
  };
};

/**
 * The rows to show, as indices: those that pass every filter, in order. Empty cells come last either way, equal
 * ones keep their order. Amounts are compared exactly, text as `language` sorts it (pinyin for Chinese).
 */
export const orderRows = (
  rows: readonly Row[],
  columns: readonly Column[],
  filters: ReadonlyMap<number, string>,
  sorting: Sorting | undefined,
  language: string,
): readonly number[] => {
  const tests = [...filters]
    .filter(([, words]) => words.trim() !== '')
    .map(([column, words]) => [column, filterTest(words)] as const);
  const kept = rows.flatMap((row, index) =>
    tests.every(([column, test]) => test(row[column])) ? [index] : [],
  );
  if (sorting === undefined) return kept;
  const { column, descending } = sorting;
  const type = columns[column]?.type ?? '';
  const amounts = rows.every((row) => row[column] === null || isNumberCell(row[column], type));
  const compare = amounts ? byAmount(rows, column) : byText(rows, column, language);
  const isEmpty = (index: number) => rows[index]?.[column] === null || rows[index]?.[column] === '';
  return kept.sort((a, b) => {
    const [left, right] = [isEmpty(a), isEmpty(b)];
    if (left || right) return left === right ? a - b : left ? 1 : -1;
    return (descending ? -compare(a, b) : compare(a, b)) || a - b;
  });
};
