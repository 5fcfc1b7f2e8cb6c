import { MAX_FILES_PER_RUN } from '../contract.ts';
import { holdsFiles, type ParametersShape } from './parameter-schema.ts';

/** What a script says of the files of one parameter. */
export interface FileRules {
  readonly least: number;
  readonly most: number;
  /** Endings in lower case; undefined: any. */
  readonly accept: readonly string[] | undefined;
  /** Bytes of one file. */
  readonly maxSize: number | undefined;
}

/** The rules of a file parameter; undefined for a parameter that is none, or is not there. */
export const fileRulesOf = (
  { properties, required }: ParametersShape,
  name: string,
): FileRules | undefined => {
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (schema === undefined || !holdsFiles(schema)) return undefined;
  const many = schema.type === 'array';
  const least = many ? (schema.minItems ?? 0) : 1;
  return {
    least: required.includes(name) ? least : 0,
    most: many ? (schema.maxItems ?? MAX_FILES_PER_RUN) : 1,
    accept: (schema['x-accept'] ?? schema.items?.['x-accept'])?.map((ending) => ending.toLowerCase()),
    maxSize: schema['x-maxSize'] ?? schema.items?.['x-maxSize'],
  };
};
