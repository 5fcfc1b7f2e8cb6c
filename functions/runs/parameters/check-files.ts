import type { FieldError } from '../../platform/errors.ts';
import type { ParameterSchema, ParametersShape } from './parameter-schema.ts';
import { words } from './value-words.ts';

/** What is compared of a file. */
interface KnownFile {
  readonly name: string;
  readonly size: number;
}

const limitsOf = (schema: ParameterSchema): Pick<ParameterSchema, 'x-accept' | 'x-maxSize'> => ({
  'x-accept': schema['x-accept'] ?? schema.items?.['x-accept'],
  'x-maxSize': schema['x-maxSize'] ?? schema.items?.['x-maxSize'],
});

const faultOf = (schema: ParameterSchema, file: KnownFile | undefined) => {
  if (file === undefined) return words.noFile();
  const { 'x-accept': accept, 'x-maxSize': most } = limitsOf(schema);
  const name = file.name.toLowerCase();
  if (accept !== undefined && !accept.some((ending) => name.endsWith(ending.toLowerCase())))
    return words.extension(file.name, accept);
  return most !== undefined && file.size > most ? words.maxSize(file.name, file.size, most) : undefined;
};

/** Compares the files of each file parameter with its `Accept` and `MaxSize`; `known` has what the caller may use. */
export const checkFiles = (
  { properties }: ParametersShape,
  fileIds: Readonly<Record<string, readonly string[]>>,
  known: ReadonlyMap<string, KnownFile>,
): FieldError[] =>
  Object.entries(fileIds).flatMap(([name, ids]) => {
    const schema = properties[name] ?? {};
    return ids.flatMap((id, index) => {
      const message = faultOf(schema, known.get(id));
      const field = schema.type === 'array' ? `parameters.${name}.${index}` : `parameters.${name}`;
      return message === undefined ? [] : [{ field, message }];
    });
  });
