/** A mark at the beginning, by which Excel takes the text for UTF-8. */
const MARK = '\uFEFF';
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** A spreadsheet takes what begins so for a formula: an apostrophe keeps it text. */
const inert = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** Rows as CSV (RFC 4180) that spreadsheets open as text. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  MARK + rows.map((row) => `${row.map((cell) => quoted(inert(cell))).join(',')}\r\n`).join('');
