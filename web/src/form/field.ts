/** What a script's JSON Schema says of one value, in the words the form needs. */
export interface Constraints {
  readonly minimum: string | undefined;
  readonly maximum: string | undefined;
  readonly pattern: string | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  /** File name endings in lower case, with their dot. */
  readonly accept: readonly string[];
  /** Bytes. */
  readonly maxSize: number | undefined;
}

export type ScalarKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'time'
  | 'choice';
export type FieldKind = ScalarKind | 'list' | 'choices' | 'json' | 'file' | 'files';
export type Choice = string | number | boolean;

export interface Field {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly constraints: Constraints;
  readonly choices: readonly Choice[];
  /** What a list holds. */
  readonly item: Field | undefined;
  readonly fallback: unknown;
}

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const words = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const bound = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;

const isChoice = (value: unknown): value is Choice => ['string', 'number', 'boolean'].includes(typeof value);

const FORMATS: Readonly<Record<string, FieldKind>> = {
  decimal: 'decimal',
  date: 'date',
  'date-time': 'date-time',
  time: 'time',
  file: 'file',
};

/** `T | None` may be written as a union with null: the form needs the T. */
const withoutNull = (schema: Schema): Schema => {
  const union = [schema.anyOf, schema.oneOf].find(Array.isArray);
  const only = union?.filter((part) => isSchema(part) && part.type !== 'null');
  return only?.length === 1 && isSchema(only[0]) ? { ...schema, ...only[0] } : schema;
};

const typeOf = (schema: Schema): string | undefined =>
  Array.isArray(schema.type) ? words(schema.type.find((name) => name !== 'null')) : words(schema.type);

const kindOf = (schema: Schema, item: Field | undefined): FieldKind => {
  if (Array.isArray(schema.enum)) return 'choice';
  switch (typeOf(schema)) {
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      if (item?.kind === 'file') return 'files';
      if (item?.kind === 'choice') return 'choices';
      return item === undefined || ['list', 'json', 'choices', 'files'].includes(item.kind) ? 'json' : 'list';
    case 'string':
    case undefined:
      return FORMATS[words(schema.format) ?? ''] ?? (schema.type === undefined ? 'json' : 'text');
    default:
      return 'json';
  }
};

const constraintsOf = (schema: Schema, item: Schema | undefined): Constraints => ({
  minimum: bound(schema.formatMinimum ?? schema.minimum),
  maximum: bound(schema.formatMaximum ?? schema.maximum),
  pattern: words(schema.pattern),
  maxLength: count(schema.maxLength),
  minItems: count(schema.minItems),
  maxItems: count(schema.maxItems),
  accept: [schema['x-accept'], item?.['x-accept']]
    .flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []))
    .filter((ending): ending is string => typeof ending === 'string')
    .map((ending) => ending.toLowerCase()),
  maxSize: count(schema['x-maxSize']) ?? count(item?.['x-maxSize']),
});

const fieldOf = (name: string, given: Schema, required: boolean): Field => {
  const schema = withoutNull(given);
  const inner = isSchema(schema.items) ? withoutNull(schema.items) : undefined;
  const item = inner === undefined ? undefined : fieldOf(name, inner, true);
  return {
    name,
    title: words(schema.title) ?? name,
    description: words(schema.description) ?? '',
    kind: kindOf(schema, item),
    required,
    constraints: constraintsOf(schema, inner),
    choices: (Array.isArray(schema.enum) ? schema.enum : (item?.choices ?? [])).filter(isChoice),
    item,
    fallback: schema.default,
  };
};

/** The fields of a script's parameters, in the order of its signature. */
export const fieldsOf = (parameters: unknown): readonly Field[] => {
  if (!isSchema(parameters) || !isSchema(parameters.properties)) return [];
  const properties = parameters.properties;
  const required = new Set(Array.isArray(parameters.required) ? parameters.required : []);
  const given = Array.isArray(parameters['x-order'])
    ? parameters['x-order'].filter((name) => typeof name === 'string')
    : [];
  const names = [...new Set([...given, ...Object.keys(properties)])];
  return names.flatMap((name) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isSchema(schema) ? [fieldOf(name, schema, required.has(name))] : [];
  });
};

export const holdsFiles = ({ kind }: Field): boolean => kind === 'file' || kind === 'files';
