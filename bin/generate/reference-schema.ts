import { code, escapeHtml, tag } from './html.ts';
import type { JsonObject } from './json-schemas.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

/** The type of a schema in a few words, e.g. `array of string (date-time) or null`. */
const typeWords = (schema: JsonObject): string => {
  if (typeof schema.$ref === 'string') {
    const name = nameOf(schema.$ref);
    return tag('a', escapeHtml(name), { href: `#schema-${name}` });
  }
  const branches = objects(schema.anyOf ?? schema.oneOf);
  if (branches.length > 0) return branches.map(typeWords).join(' or ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => code(JSON.stringify(value))).join(' | ');
  if (schema.type === 'array')
    return `array of ${isObject(schema.items) ? typeWords(schema.items) : 'anything'}`;
  const types = [schema.type ?? 'anything'].flat().map(String).join(' or ');
  return typeof schema.format === 'string'
    ? `${escapeHtml(types)} (${escapeHtml(schema.format)})`
    : escapeHtml(types);
};

const limits: Readonly<Record<string, string>> = {
  minimum: '≥',
  maximum: '≤',
  minLength: 'length ≥',
  maxLength: 'length ≤',
  minItems: 'items ≥',
  maxItems: 'items ≤',
  pattern: 'matches',
  default: 'default',
};

/** What a value must keep to besides its type. */
const limitWords = (schema: JsonObject): string =>
  Object.entries(limits)
    .filter(([name]) => schema[name] !== undefined)
    .map(([name, words]) => {
      const value = schema[name];
      return `${words} ${code(typeof value === 'string' ? value : JSON.stringify(value))}`;
    })
    .join(', ');

const described = (schema: JsonObject): string =>
  [limitWords(schema), typeof schema.description === 'string' ? escapeHtml(schema.description) : '']
    .filter((words) => words !== '')
    .join('; ');

/** The properties inside: of an object, of an array's items, of the branches of a choice; references are only named. */
const inside = (schema: JsonObject): string => {
  if (isObject(schema.properties)) return propertiesHtml(schema);
  if (isObject(schema.items)) return inside(schema.items);
  if (isObject(schema.additionalProperties)) return inside(schema.additionalProperties);
  return objects(schema.anyOf ?? schema.oneOf)
    .map(inside)
    .join('');
};

const propertiesHtml = (schema: JsonObject): string => {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const rows = Object.entries(isObject(schema.properties) ? schema.properties : {})
    .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
    .map(([name, property]) => {
      const mark = required.includes(name) ? '' : ' <i>optional</i>';
      const words = [typeWords(property), described(property)].filter((part) => part !== '').join(' · ');
      return `<li>${code(name)}${mark} ${words}${inside(property)}</li>`;
    });
  return rows.length === 0 ? '' : `<ul>${rows.join('')}</ul>`;
};

/** One schema as nested lists; a named schema is a link to its own section. */
export const schemaHtml = (schema: JsonObject): string => {
  const words = [typeWords(schema), described(schema)].filter((part) => part !== '').join(' · ');
  return `<div class="schema">${words}${inside(schema)}</div>`;
};
