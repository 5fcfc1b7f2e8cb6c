import type { ColumnMask, MaskKind } from './mask-schema.ts';
import { type Caller, may } from './permissions.ts';

export type MaskedCell = string | number | boolean | null;

const HIDDEN = '***';
/** A title row is looked for no further down. */
export const TITLE_ROWS = 20;
/** How many characters stay readable at the beginning and at the end. */
const kept = {
  phone: [3, 4],
  identity_number: [6, 4],
  bank_account: [0, 4],
  name: [1, 0],
} as const;

const keep = (text: string, [head, tail]: readonly [number, number]): string => {
  const characters = Array.from(text);
  const hidden = characters.length - head - tail;
  if (hidden <= 0) return '*'.repeat(characters.length);
  return [
    ...characters.slice(0, head),
    '*'.repeat(hidden),
    ...(tail === 0 ? [] : characters.slice(-tail)),
  ].join('');
};

const maskEmail = (text: string): string => {
  const at = text.lastIndexOf('@');
  return at < 1 ? keep(text, [0, 0]) : `${Array.from(text)[0]}${HIDDEN}${text.slice(at)}`;
};

/**
 * A value as those see it who may not see it whole. Empty stays empty; what is neither a text nor a whole number is hidden
 * altogether. `container/preview/mask_rules.py` says the same for copies of files; `events/mask/cases.json` holds both to it.
 */
export const maskValue = (kind: MaskKind, value: MaskedCell): MaskedCell => {
  if (value === null || value === '') return value;
  const isShaped = typeof value === 'string' || Number.isSafeInteger(value);
  if (kind === 'hidden' || !isShaped) return HIDDEN;
  return kind === 'email' ? maskEmail(String(value)) : keep(String(value), kept[kind]);
};

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Whether a title is one of those that a pattern stands for. Without regular expressions, which could be made to run for ever. */
export const matchesTitle = (pattern: string, title: string): boolean => {
  const [first = '', ...parts] = folded(pattern).split('*');
  const text = folded(title);
  if (!text.startsWith(first)) return false;
  const last = parts.pop();
  if (last === undefined) return text === first;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length >= at + last.length && text.endsWith(last);
};

/** The kind of the first mask that a title falls under. */
export const maskOf = (masks: readonly ColumnMask[], title: string): MaskKind | undefined =>
  title.trim() === ''
    ? undefined
    : masks.find(({ columns }) => columns.some((pattern) => matchesTitle(pattern, title)))?.kind;

/** What hides something from this caller: nothing for whoever may see everything. */
export const masksFor = (caller: Caller): readonly ColumnMask[] =>
  may(caller, 'data.unmask') ? [] : (caller.authority?.columnMasks ?? []);

/** Rows, and the titles of what was hidden in them. */
export interface MaskedRows {
  readonly rows: readonly (readonly MaskedCell[])[];
  readonly masked: readonly string[];
}

/** Hides what is below the titles of a table. */
export const maskTable = (
  titles: readonly string[],
  rows: readonly (readonly MaskedCell[])[],
  masks: readonly ColumnMask[],
): MaskedRows => {
  const kinds = titles.map((title) => maskOf(masks, title));
  const masked = titles.filter((_title, at) => kinds[at] !== undefined);
  if (masked.length === 0) return { rows, masked };
  const maskCell = (value: MaskedCell, at: number) => {
    const kind = kinds[at];
    return kind === undefined ? value : maskValue(kind, value);
  };
  return { rows: rows.map((row) => row.map(maskCell)), masked };
};

/** The columns that masks hide from some row on; `tail`: those from a column on, as far as the sheet goes. */
interface Hidden {
  readonly kinds: ReadonlyMap<number, MaskKind>;
  readonly tail: { readonly from: number; readonly kind: MaskKind } | undefined;
}

const kindAt = ({ kinds, tail }: Hidden, column: number): MaskKind | undefined =>
  kinds.get(column) ?? (tail !== undefined && column >= tail.from ? tail.kind : undefined);

/**
 * What a row of titles hides besides. Empty cells beside a title are its own: of merged cells only the first has the words.
 * A row with a single filled cell is a heading, which stands over everything.
 */
const withTitles = (
  hidden: Hidden,
  row: readonly MaskedCell[],
  masks: readonly ColumnMask[],
): { readonly hidden: Hidden; readonly titles: readonly string[] } => {
  const kinds = new Map(hidden.kinds);
  const titles: string[] = [];
  const filled = row.filter((value) => value !== null && value !== '').length;
  let carried: MaskKind | undefined;
  row.forEach((value, column) => {
    const isKnown = kindAt(hidden, column) !== undefined;
    if (value !== null && value !== '') {
      carried = !isKnown && typeof value === 'string' ? maskOf(masks, value) : undefined;
      if (carried !== undefined) titles.push(String(value));
    }
    if (carried !== undefined && !isKnown && (value !== null || filled > 1)) kinds.set(column, carried);
  });
  const tail = carried !== undefined && filled > 1 ? { from: row.length, kind: carried } : undefined;
  return { hidden: { kinds, tail: hidden.tail ?? tail }, titles };
};

/** Hides what is below titles that stand anywhere in the first rows of a sheet: office workbooks begin with headings. */
export const maskSheet = (
  rows: readonly (readonly MaskedCell[])[],
  masks: readonly ColumnMask[],
): MaskedRows => {
  let hidden: Hidden = { kinds: new Map(), tail: undefined };
  const masked: string[] = [];
  const shown = rows.map((row, number) => {
    const before = hidden;
    if (number < TITLE_ROWS) {
      const { hidden: after, titles } = withTitles(before, row, masks);
      hidden = after;
      masked.push(...titles);
    }
    return row.map((value, column) => {
      const kind = kindAt(before, column);
      return kind === undefined ? value : maskValue(kind, value);
    });
  });
  return { rows: shown, masked };
};
