/** One field of a cron expression as the console reads it aloud. */
export type Part =
  | { readonly kind: 'any' }
  /** Values in order: 1,15 and 1-5 alike. */
  | { readonly kind: 'values'; readonly values: readonly number[] }
  /** Every `step` from the lowest on. */
  | { readonly kind: 'step'; readonly step: number }
  /** Signs with a meaning of their own: L, LW, 15W, 5L, 1#2. */
  | { readonly kind: 'special'; readonly text: string };

export interface CronFields {
  readonly minute: Part;
  readonly hour: Part;
  readonly day: Part;
  readonly month: Part;
  readonly weekday: Part;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const named = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[A-Z]{3}/g, (word) =>
      MONTHS.includes(word)
        ? String(MONTHS.indexOf(word) + 1)
        : DAYS.includes(word)
          ? String(DAYS.indexOf(word))
          : word,
    );

const valuesOf = (text: string, low: number, high: number): readonly number[] | undefined => {
  const found: number[] = [];
  for (const piece of text.split(',')) {
    const match = /^(\d+)(?:-(\d+)(?:\/(\d+))?)?$/.exec(piece);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    const step = Number(match[3] ?? 1);
    if (from < low || to > high || from > to || step < 1) return undefined;
    for (let value = from; value <= to; value += step) found.push(value);
  }
  return [...new Set(found)].sort((a, b) => a - b);
};

const partOf = (given: string, low: number, high: number): Part | undefined => {
  const text = named(given);
  if (text === '*' || text === '?' || text === '*/1') return { kind: 'any' };
  const step = /^\*\/(\d+)$/.exec(text);
  if (step !== null) return { kind: 'step', step: Number(step[1]) };
  if (/^(L|LW|\d{1,2}W|[0-7]L|[0-7]#[1-5L])$/.test(text)) return { kind: 'special', text };
  const values = valuesOf(text, low, high);
  return values === undefined ? undefined : { kind: 'values', values };
};

/** The five fields of a cron expression; undefined for what the console does not put into words (the API judges it). */
export const cronFields = (expression: string): CronFields | undefined => {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== 5) return undefined;
  const [minute, hour, day, month, weekday] = [
    partOf(texts[0] ?? '', 0, 59),
    partOf(texts[1] ?? '', 0, 23),
    partOf(texts[2] ?? '', 1, 31),
    partOf(texts[3] ?? '', 1, 12),
    partOf(texts[4] ?? '', 0, 7),
  ];
  if (!minute || !hour || !day || !month || !weekday) return undefined;
  return { minute, hour, day, month, weekday };
};
