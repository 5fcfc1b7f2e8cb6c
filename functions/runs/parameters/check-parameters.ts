import type { FieldError } from '../../platform/errors.ts';
import { text } from '../../platform/text.ts';
import { MAX_FILES_PER_RUN } from '../contract.ts';
import { checkValue } from './check-value.ts';
import { holdsFiles, type ParameterSchema, type ParametersShape } from './parameter-schema.ts';
import { words } from './value-words.ts';

/** Parameters that fit their schema: values with defaults filled in, and file ids in the caller's order. */
export interface CheckedParameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly fileIds: Readonly<Record<string, readonly string[]>>;
  readonly faults: readonly FieldError[];
}

/** All values together, as JSON; they are kept in one row. */
export const MAX_PARAMETERS_BYTES = 128 * 1024;

const own = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? (record[name] ?? undefined) : undefined;

const FILE_ID = /^file_[0-9A-HJKMNP-TV-Z]{26}$/;

/** One id or a list of them; a list of one serves a parameter that takes one file. */
const checkFiles = (
  schema: ParameterSchema,
  given: unknown,
  field: string,
): { ids: readonly string[]; faults: FieldError[] } => {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const ids = list.filter((id): id is string => typeof id === 'string' && FILE_ID.test(id));
  if (ids.length !== list.length) {
    const faults = list.flatMap((id, index) =>
      typeof id === 'string' && FILE_ID.test(id)
        ? []
        : [{ field: Array.isArray(given) ? `${field}.${index}` : field, message: words.file(id) }],
    );
    return { ids: [], faults };
  }
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (schema.type !== 'array')
    return { ids, faults: ids.length === 1 ? [] : [{ field, message: words.oneFile(ids.length) }] };
  if (ids.length < minItems)
    return { ids, faults: [{ field, message: words.minItems(ids.length, minItems) }] };
  if (ids.length > maxItems)
    return { ids, faults: [{ field, message: words.maxItems(ids.length, maxItems) }] };
  return { ids, faults: [] };
};

const overall = (values: object, fileIds: Readonly<Record<string, readonly string[]>>): FieldError[] => {
  const bytes = Buffer.byteLength(JSON.stringify(values));
  const files = Object.values(fileIds).reduce((sum, ids) => sum + ids.length, 0);
  return [
    ...(bytes > MAX_PARAMETERS_BYTES
      ? [
          {
            field: 'parameters',
            message: text(
              `hold ${bytes} bytes of JSON; at most ${MAX_PARAMETERS_BYTES} are taken: send larger data as a file`,
              `共 ${bytes} 字节 JSON，最多 ${MAX_PARAMETERS_BYTES} 字节：更大的数据请用文件传递`,
            ),
          },
        ]
      : []),
    ...(files > MAX_FILES_PER_RUN
      ? Object.entries(fileIds)
          .filter(([, ids]) => ids.length > 0)
          .map(([name]) => ({
            field: `parameters.${name}`,
            message: words.maxItems(files, MAX_FILES_PER_RUN),
          }))
      : []),
  ];
};

/**
 * Compares what a caller gives with a version's parameters. Unknown names are faults; null means not given; what is not
 * given takes its default. Which files exist is not looked at here.
 */
export const checkParameters = (
  { properties, required }: ParametersShape,
  given: Readonly<Record<string, unknown>>,
): CheckedParameters => {
  const names = Object.keys(properties);
  const faults: FieldError[] = Object.keys(given)
    .filter((name) => !Object.hasOwn(properties, name))
    .map((name) => ({ field: `parameters.${name}`, message: words.unknown(names) }));
  const values: [string, unknown][] = [];
  const fileIds: [string, readonly string[]][] = [];
  for (const [name, schema] of Object.entries(properties)) {
    const field = `parameters.${name}`;
    const value = own(given, name);
    if (value === undefined) {
      if (required.includes(name)) faults.push({ field, message: words.missing() });
      else if (schema.default !== undefined && !holdsFiles(schema)) values.push([name, schema.default]);
    } else if (holdsFiles(schema)) {
      const files = checkFiles(schema, value, field);
      faults.push(...files.faults);
      fileIds.push([name, files.ids]);
    } else {
      faults.push(...checkValue(schema, value, field));
      values.push([name, value]);
    }
  }
  const checked = { values: Object.fromEntries(values), fileIds: Object.fromEntries(fileIds) };
  return { ...checked, faults: [...faults, ...overall(checked.values, checked.fileIds)] };
};
