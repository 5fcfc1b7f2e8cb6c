import { compareDecimals, parseDecimal, tidyDecimal } from '../text/decimal.ts';
import { tidyMoment } from '../text/moment.ts';
import { type Fault, fault } from './fault.ts';
import type { Choice, Constraints, Field } from './field.ts';

/** What a control holds while somebody types: text, a tick, or nothing. */
export type Draft = string | boolean | null;
/** A value as JSON, or why there is none. `undefined` stands for "left empty". */
export type Read = { readonly value: unknown } | { readonly fault: Fault };

const ok = (value: unknown): Read => ({ value });
const bad = (found: Fault): Read => ({ fault: found });

const outside = (text: string, { minimum, maximum }: Constraints): Fault | undefined => {
  const value = parseDecimal(text);
  const low = minimum === undefined ? undefined : parseDecimal(minimum);
  const high = maximum === undefined ? undefined : parseDecimal(maximum);
  if (value === undefined) return undefined;
  if (low !== undefined && compareDecimals(value, low) < 0) return fault('minimum', { limit: minimum ?? '' });
  if (high !== undefined && compareDecimals(value, high) > 0)
    return fault('maximum', { limit: maximum ?? '' });
  return undefined;
};

/** ISO dates and times of one shape sort as text. */
const outsideText = (text: string, { minimum, maximum }: Constraints): Fault | undefined => {
  if (minimum !== undefined && text < minimum) return fault('minimum', { limit: minimum });
  if (maximum !== undefined && text > maximum) return fault('maximum', { limit: maximum });
  return undefined;
};

const matches = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true; // written for Python's `re`: the server decides
  }
};

/** Where the field says in words what it takes, the words count for the reader, not the signs of the pattern. */
const patternFault = ({ description, constraints: { pattern = '' } }: Field): Fault =>
  description === '' ? fault('pattern', { pattern }) : fault('patternWords', { description });

const readText = (text: string, field: Field): Read => {
  const { maxLength, pattern } = field.constraints;
  const length = [...text].length;
  if (maxLength !== undefined && length > maxLength)
    return bad(fault('maxLength', { limit: maxLength, length }));
  if (pattern !== undefined && !matches(pattern, text)) return bad(patternFault(field));
  return ok(text);
};

const readInteger = (typed: string, constraints: Constraints): Read => {
  const text = tidyDecimal(typed);
  if (!/^[+-]?\d+$/.test(text)) return bad(fault('integer'));
  const value = Number(text);
  if (!Number.isSafeInteger(value)) return bad(fault('integerRange'));
  const found = outside(text, constraints);
  return found === undefined ? ok(value) : bad(found);
};

const readNumber = (typed: string, constraints: Constraints): Read => {
  const text = tidyDecimal(typed);
  const value = Number(text);
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) || !Number.isFinite(value))
    return bad(fault('number'));
  if (constraints.minimum !== undefined && value < Number(constraints.minimum))
    return bad(fault('minimum', { limit: constraints.minimum }));
  if (constraints.maximum !== undefined && value > Number(constraints.maximum))
    return bad(fault('maximum', { limit: constraints.maximum }));
  return ok(value);
};

const readDecimal = (typed: string, constraints: Constraints): Read => {
  const text = tidyDecimal(typed);
  if (parseDecimal(text) === undefined) return bad(fault('decimal'));
  const found = outside(text, constraints);
  return found === undefined ? ok(text) : bad(found);
};

const isDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/i;

const dated = (
  key: 'date' | 'time' | 'dateTime',
  fits: boolean,
  text: string,
  constraints: Constraints,
): Read => {
  if (!fits) return bad(fault(key));
  const found = outsideText(text, constraints);
  return found === undefined ? ok(text) : bad(found);
};

/** The choice that a draft names; drafts are text, choices may be numbers or truth values. */
export const choiceOf = (choices: readonly Choice[], draft: string): Choice | undefined =>
  choices.find((choice) => JSON.stringify(choice) === draft);

const readers: Partial<Record<Field['kind'], (text: string, field: Field) => Read>> = {
  text: readText,
  integer: (text, { constraints }) => readInteger(text, constraints),
  number: (text, { constraints }) => readNumber(text, constraints),
  decimal: (text, { constraints }) => readDecimal(text, constraints),
  date: (typed, { constraints }) => {
    const text = tidyMoment('date', typed);
    return dated('date', isDay(text), text, constraints);
  },
  time: (typed, { constraints }) => {
    const text = tidyMoment('time', typed);
    return dated('time', TIME.test(text), text, constraints);
  },
  'date-time': (typed, { constraints }) => {
    const [day = '', time = ''] = tidyMoment('date-time', typed).split(' ');
    return dated('dateTime', isDay(day) && TIME.test(time), `${day}T${time}`, constraints);
  },
  choice: (text, { choices }) => {
    const chosen = choiceOf(choices, text);
    return chosen === undefined ? bad(fault('choice')) : ok(chosen);
  },
};

/** Reads one control. An empty text that may be left out is `undefined`; spaces alone count as empty except in text. */
export const readScalar = (field: Field, draft: Draft): Read => {
  if (field.kind === 'boolean') return ok(draft === null ? undefined : draft === true);
  const text = typeof draft === 'string' ? draft : '';
  const given = field.kind === 'text' ? text : text.trim();
  // A default text that somebody deleted is an empty text, not the default again.
  if (given === '' && field.kind === 'text' && typeof field.fallback === 'string' && field.fallback !== '')
    return readText('', field);
  if (given === '') return field.required ? bad(fault('missing')) : ok(undefined);
  return readers[field.kind]?.(given, field) ?? ok(given);
};

/** What a control shows for a value: a default, or the value of an earlier run. */
export const draftScalar = (field: Field, value: unknown): Draft => {
  if (field.kind === 'boolean') return typeof value === 'boolean' ? value : field.required ? false : null;
  if (value === undefined || value === null) return '';
  if (field.kind === 'choice') return JSON.stringify(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
