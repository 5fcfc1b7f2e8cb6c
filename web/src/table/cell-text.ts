import type { Cell } from './cell.ts';

/** A cell as it stands in the result: nothing is rounded, grouped or reformatted, so that copies agree with files. */
export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell);
};

/** Whether a cell is a number, or a decimal written as text by a column that says so. */
export const isNumberCell = (cell: Cell | undefined, type: string): boolean =>
  typeof cell === 'number' ||
  (/decimal|int|float|number/i.test(type) && typeof cell === 'string' && cell !== '');

/**
 * A cell as it goes to the clipboard. A spreadsheet would run text that begins like a formula, so such text gets
 * an apostrophe in front; negative numbers stay what they are. Tabs and line ends are put in quotes.
 */
export const clipboardText = (cell: Cell | undefined): string => {
  const text = cellText(cell);
  if (typeof cell !== 'string') return text;
  const inert = /^[=@\t\r]|^[+-](?!\d+(\.\d+)?$|\.\d+$)/.test(text) ? `'${text}` : text;
  return /[\t\n\r"]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** Rows as tab-separated text, as spreadsheets paste it. */
export const clipboardTable = (rows: readonly (readonly (Cell | undefined)[])[]): string =>
  rows.map((row) => row.map(clipboardText).join('\t')).join('\n');
