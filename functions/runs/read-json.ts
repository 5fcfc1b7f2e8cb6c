import type * as z from 'zod';
import type { RunObjects } from './objects.ts';

/** Parses text as JSON by a schema; undefined when it is not JSON or does not fit. */
export const parseJson = <Schema extends z.ZodType>(
  schema: Schema,
  source: string | undefined,
): z.output<Schema> | undefined => {
  if (source === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

/** Reads a stored document as hostile input: bounded, and by its schema; undefined when it is absent or not one. */
export const readJson = async <Schema extends z.ZodType>(
  objects: Pick<RunObjects, 'readText'>,
  schema: Schema,
  key: string,
  maxBytes: number,
): Promise<z.output<Schema> | undefined> => parseJson(schema, await objects.readText(key, maxBytes));
