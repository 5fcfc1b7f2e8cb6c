/** A month as `2026-11`. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const two = (value: number): string => String(value).padStart(2, '0');

/** The month `by` months after (before, when negative) another. */
export const monthAfter = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + (number - 1) + by;
  return `${Math.floor(at / 12)}-${two((at % 12) + 1)}`;
};

/** A moment's day in the reader's own zone, `2026-11-24`. */
export const localDay = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** The first moment of a month and of the next one, in the reader's own zone. */
export const monthRange = (month: string): { readonly from: Date; readonly to: Date } => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: new Date(year, number - 1, 1), to: new Date(year, number, 1) };
};

/** The weeks of a month, Monday first; days of other months are undefined. */
export const monthWeeks = (month: string): readonly (readonly (string | undefined)[])[] => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (string | undefined)[] = [
    ...Array.from({ length: before }, () => undefined),
    ...Array.from({ length }, (_, at) => `${month}-${two(at + 1)}`),
  ];
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};
