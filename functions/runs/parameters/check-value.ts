import type { FieldError } from '../../platform/errors.ts';
import type { Text } from '../../platform/text.ts';
import { compare, isOfFormat, type TextFormat } from './ordered-texts.ts';
import type { ParameterSchema } from './parameter-schema.ts';
import { searchPattern } from './search-pattern.ts';
import { words } from './value-words.ts';

/** What is wrong at a place of a value; none: the value fits. */
type Faults = FieldError[];

const fault = (field: string, message: Text): Faults => [{ field, message }];

const formatWords = {
  decimal: words.decimal,
  date: words.date,
  'date-time': words.dateTime,
  time: words.time,
};

const checkFormatted = (
  schema: ParameterSchema,
  format: TextFormat,
  value: string,
  field: string,
): Faults => {
  if (!isOfFormat(format, value)) return fault(field, formatWords[format](value));
  const { formatMinimum, formatMaximum } = schema;
  const low = formatMinimum === undefined ? 0 : compare(format, value, formatMinimum);
  const high = formatMaximum === undefined ? 0 : compare(format, value, formatMaximum);
  if (low === undefined || high === undefined) return fault(field, formatWords[format](value));
  if (low < 0) return fault(field, words.minimum(value, formatMinimum));
  return high > 0 ? fault(field, words.maximum(value, formatMaximum)) : [];
};

const checkText = (schema: ParameterSchema, value: unknown, field: string): Faults => {
  const { format, pattern, maxLength } = schema;
  if (format !== undefined && format !== 'file')
    return typeof value === 'string'
      ? checkFormatted(schema, format, value, field)
      : fault(field, formatWords[format](value));
  if (typeof value !== 'string') return fault(field, words.string(value));
  const length = maxLength === undefined ? 0 : [...value].length;
  if (maxLength !== undefined && length > maxLength) return fault(field, words.maxLength(length, maxLength));
  const found = pattern === undefined ? true : searchPattern(pattern, value);
  if (found === true || pattern === undefined) return [];
  return fault(field, found === 'too slow' ? words.slowPattern(pattern) : words.pattern(value, pattern));
};

const checkNumber = (schema: ParameterSchema, value: unknown, field: string): Faults => {
  const whole = schema.type === 'integer';
  if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value)))
    return fault(field, whole ? words.integer(value) : words.number(value));
  if (whole && !Number.isSafeInteger(value)) return fault(field, words.range(value));
  const { minimum, maximum } = schema;
  if (minimum !== undefined && value < minimum) return fault(field, words.minimum(value, minimum));
  return maximum !== undefined && value > maximum ? fault(field, words.maximum(value, maximum)) : [];
};

const checkList = (schema: ParameterSchema, value: unknown, field: string): Faults => {
  if (!Array.isArray(value)) return fault(field, words.list(value));
  const { minItems, maxItems, items = {} } = schema;
  if (minItems !== undefined && value.length < minItems)
    return fault(field, words.minItems(value.length, minItems));
  if (maxItems !== undefined && value.length > maxItems)
    return fault(field, words.maxItems(value.length, maxItems));
  return value.flatMap((item: unknown, index) => checkValue(items, item, `${field}.${index}`));
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkObject = (schema: ParameterSchema, value: unknown, field: string): Faults =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, item]) =>
        checkValue(schema.additionalProperties ?? {}, item, `${field}.${name}`),
      )
    : fault(field, words.object(value));

/** A value without a type may be anything whose numbers JSON carries unchanged. */
const checkAnything = (value: unknown, field: string): Faults => {
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? fault(field, words.range(value))
      : Number.isFinite(value)
        ? []
        : fault(field, words.number(value));
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => checkAnything(item, `${field}.${index}`));
  return isObject(value)
    ? Object.entries(value).flatMap(([name, item]) => checkAnything(item, `${field}.${name}`))
    : [];
};

/**
 * Compares a JSON value with its parameter's type, by the rules by which the runner binds arguments. Every fault names
 * its place: `parameters.rows.3`.
 */
export const checkValue = (schema: ParameterSchema, value: unknown, field: string): Faults => {
  if (schema.enum !== undefined && !schema.enum.some((choice) => choice === value))
    return fault(field, words.choice(value, schema.enum));
  switch (schema.type) {
    case 'string':
      return checkText(schema, value, field);
    case 'integer':
    case 'number':
      return checkNumber(schema, value, field);
    case 'boolean':
      return typeof value === 'boolean' ? [] : fault(field, words.boolean(value));
    case 'array':
      return checkList(schema, value, field);
    case 'object':
      return checkObject(schema, value, field);
    case undefined:
      return schema.enum === undefined ? checkAnything(value, field) : [];
  }
};
