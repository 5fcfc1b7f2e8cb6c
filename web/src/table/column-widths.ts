import type { Cell } from './cell.ts';
import { cellText } from './cell-text.ts';
import type { Column } from './order.ts';

const NARROWEST = 72;
const WIDEST = 340;
/** A plain character at 13 px; a Chinese one takes nearly two. */
const CHARACTER = 8.2;
const PADDING = 28;

const widthOf = (text: string): number =>
  [...text.slice(0, 80)].reduce((sum, char) => sum + (/[\u1100-\uffdc]/.test(char) ? 1.8 : 1), 0) *
    CHARACTER +
  PADDING;

/** Pixel widths of columns by their titles and the rows that are known first. */
export const columnWidths = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly number[] =>
  columns.map((column, at) => {
    const widest = rows.reduce(
      (width, row) => Math.max(width, widthOf(cellText(row[at]))),
      widthOf(column.name) + 44,
    );
    return Math.round(Math.min(WIDEST, Math.max(NARROWEST, widest)));
  });
