import { changedNumber } from './exact-json.ts';
import { type Fault, fault } from './fault.ts';
import { type Field, holdsFiles } from './field.ts';
import { type Draft, draftScalar, type Read, readScalar } from './scalar.ts';

/** What stands in one field: a control's draft, a list of them, or chosen values. Files live in their own store. */
export type FieldDraft = Draft | Draft[];
export type Drafts = Record<string, FieldDraft>;

/** The state of a file field's uploads. */
export interface FileState {
  readonly ids: readonly string[];
  readonly pending: number;
  readonly failed: number;
}

/** Parameters to send, or the faults by field (`offices.2` is the third item of a list). */
export interface FormReading {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly faults: ReadonlyMap<string, Fault>;
}

const draftOf = (field: Field, value: unknown): FieldDraft => {
  if (field.kind === 'list' && field.item !== undefined) {
    const item = field.item;
    return Array.isArray(value)
      ? value.map((one) => draftScalar(item, one))
      : field.required
        ? [draftScalar(item, undefined)]
        : [];
  }
  if (field.kind === 'choices') return Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : [];
  if (field.kind === 'json')
    return value === undefined || value === null ? '' : JSON.stringify(value, null, 2);
  return draftScalar(field, value);
};

/** The drafts a form begins with: values of an earlier run where given, defaults elsewhere. */
export const draftsFor = (
  fields: readonly Field[],
  earlier: Readonly<Record<string, unknown>> = {},
): Drafts =>
  Object.fromEntries(
    fields
      .filter((field) => !holdsFiles(field))
      .map((field) => [
        field.name,
        draftOf(field, Object.hasOwn(earlier, field.name) ? earlier[field.name] : field.fallback),
      ]),
  );

const countFault = ({ constraints }: Field, count: number): Fault | undefined => {
  if (constraints.minItems !== undefined && count < constraints.minItems)
    return fault('minItems', { limit: constraints.minItems });
  if (constraints.maxItems !== undefined && count > constraints.maxItems)
    return fault('maxItems', { limit: constraints.maxItems });
  return undefined;
};

const readJson = (field: Field, draft: FieldDraft): Read => {
  const text = typeof draft === 'string' ? draft.trim() : '';
  if (text === '') return field.required ? { fault: fault('missing') } : { value: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: fault('json') };
  }
  if (field.item === undefined && (typeof value !== 'object' || value === null || Array.isArray(value)))
    return { fault: fault('jsonObject') };
  const changed = changedNumber(text);
  return changed === undefined ? { value } : { fault: fault('jsonNumber', { number: changed }) };
};

/** Whether a text names values that are filled in later, as those of triggers do: `{{ tick.date }}`. */
export const isDynamic = (draft: unknown): draft is string =>
  typeof draft === 'string' && /\{\{[^{}]*\}\}/.test(draft);

type Note = (place: string, found: Fault) => void;

const readList = (field: Field, draft: FieldDraft, note: Note, dynamic: boolean): unknown => {
  const drafts = Array.isArray(draft) ? draft : [];
  if (drafts.length === 0 && !field.required) return undefined;
  const found = countFault(field, drafts.length);
  if (found !== undefined) note(field.name, found);
  else if (drafts.length === 0) note(field.name, fault('missing'));
  if (field.kind === 'choices') {
    return field.choices.filter((choice) => drafts.includes(JSON.stringify(choice)));
  }
  return drafts.map((one, index) => {
    const asIs = field.item === undefined || (dynamic && isDynamic(one));
    const read = asIs || field.item === undefined ? { value: one } : readScalar(field.item, one);
    if ('fault' in read) {
      note(`${field.name}.${index}`, read.fault);
      return undefined;
    }
    return read.value;
  });
};

const readFiles = (field: Field, state: FileState | undefined, note: Note): unknown => {
  const ids = state?.ids ?? [];
  if ((state?.pending ?? 0) > 0) note(field.name, fault('filesPending'));
  else if ((state?.failed ?? 0) > 0) note(field.name, fault('filesFailed'));
  else if (ids.length === 0 && field.required) note(field.name, fault('missing'));
  else if (ids.length > 0) {
    const found = countFault(field, ids.length);
    if (found !== undefined) note(field.name, found);
  }
  if (ids.length === 0) return undefined;
  return field.kind === 'file' ? ids[0] : [...ids];
};

/**
 * Reads the whole form; what was left empty is not sent, so that the script's own default holds. With `dynamic`, texts
 * with `{{ … }}` are sent as they stand, whatever the field takes.
 */
export const readForm = (
  fields: readonly Field[],
  drafts: Readonly<Drafts>,
  files: Readonly<Record<string, FileState>>,
  dynamic = false,
): FormReading => {
  const faults = new Map<string, Fault>();
  const note: Note = (place, found) => void faults.set(place, found);
  const parameters: Record<string, unknown> = {};
  for (const field of fields) {
    const draft = drafts[field.name] ?? null;
    let value: unknown;
    if (dynamic && isDynamic(draft) && field.kind !== 'json') value = draft;
    else if (holdsFiles(field)) value = readFiles(field, files[field.name], note);
    else if (field.kind === 'list' || field.kind === 'choices') value = readList(field, draft, note, dynamic);
    else {
      const read =
        field.kind === 'json'
          ? readJson(field, draft)
          : readScalar(field, Array.isArray(draft) ? null : draft);
      if ('fault' in read) note(field.name, read.fault);
      else value = read.value;
    }
    if (value !== undefined) parameters[field.name] = value;
  }
  return { parameters, faults };
};
