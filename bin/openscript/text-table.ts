import { shown } from './terminal.ts';

/** Columns a text takes in a terminal: East Asian wide and full-width characters take two. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

const cell = (value: unknown): string => (value === null || value === undefined ? '-' : shown(String(value)));

/** Rows as aligned columns under their names. */
export const textTable = (columns: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const lines = [columns.map((name) => name.toUpperCase()), ...rows.map((row) => row.map(cell))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  const padded = (line: readonly string[]) =>
    line.map((text, at) => text + ' '.repeat((widths[at] ?? 0) - widthOf(text))).join('  ');
  return lines.map((line) => padded(line).trimEnd()).join('\n');
};
