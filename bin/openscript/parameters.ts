import { CommandError, UsageError } from './failure.ts';

/** The JSON Schema of a script's parameters, as the API gives it. */
export interface ParametersSchema {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Splits `name=value` at the first equals sign. */
export const splitAssignment = (option: string, words: string): readonly [string, string] => {
  const at = words.indexOf('=');
  if (at < 1) throw new UsageError(`--${option} ${words}: write NAME=VALUE`);
  return [words.slice(0, at), words.slice(at + 1)];
};

const typeOf = (schema: Readonly<Record<string, unknown>>): string => {
  const named = [schema.type].flat().find((type) => typeof type === 'string' && type !== 'null');
  return typeof named === 'string' ? named : 'string';
};

const readJson = (name: string, words: string): unknown => {
  try {
    return JSON.parse(words) as unknown;
  } catch {
    throw new UsageError(`--param ${name}: must be JSON`);
  }
};

/** One value as its schema wants it; what is no number or truth value goes as it is, and the API says so. */
const readValue = (name: string, words: string, schema: Readonly<Record<string, unknown>>): unknown => {
  switch (typeOf(schema)) {
    case 'integer':
    case 'number':
      return words.trim() !== '' && Number.isFinite(Number(words)) ? Number(words) : words;
    case 'boolean':
      return words === 'true' ? true : words === 'false' ? false : words;
    case 'object':
      return readJson(name, words);
    case 'array': {
      if (words.trimStart().startsWith('[')) return readJson(name, words);
      const items = schema.items as Readonly<Record<string, unknown>> | undefined;
      return [readValue(name, words, items ?? {})];
    }
    default:
      return words;
  }
};

const schemaOf = (name: string, { properties }: ParametersSchema): Readonly<Record<string, unknown>> => {
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (schema !== undefined) return schema;
  const known = Object.keys(properties).join(', ');
  throw new CommandError(`the script has no parameter ${name}; it has: ${known === '' ? 'none' : known}`);
};

/** The values of `--param` words; a list is made of several words, or written as JSON. */
export const readParameters = (
  words: readonly string[],
  schema: ParametersSchema,
): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const assignment of words) {
    const [name, text] = splitAssignment('param', assignment);
    const value = readValue(name, text, schemaOf(name, schema));
    const before = values[name];
    values[name] =
      Array.isArray(before) && Array.isArray(value)
        ? [...(before as unknown[]), ...(value as unknown[])]
        : value;
  }
  return values;
};

/** The files of `--file` words: parameter, path on this machine, and whether the parameter takes a list. */
export const readFileWords = (words: readonly string[], schema: ParametersSchema) =>
  words.map((assignment) => {
    const [name, path] = splitAssignment('file', assignment);
    return { name, path, list: typeOf(schemaOf(name, schema)) === 'array' };
  });
