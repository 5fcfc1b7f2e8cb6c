import { api, dataOf } from '../api/client.ts';
import { fieldsOf, holdsFiles } from '../form/field.ts';
import type { KnownFile } from '../upload/uploads.ts';

const known = async (id: string): Promise<KnownFile> => {
  const file = await dataOf(api.GET('/files/{id}', { params: { path: { id } } })).catch(() => undefined);
  return { id, name: file?.name ?? id, size: file?.size ?? 0 };
};

/** The files that stand in a trigger's parameters, with their names. */
export const knownFilesOf = async (
  schema: unknown,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Record<string, readonly KnownFile[]>> => {
  const found: Record<string, readonly KnownFile[]> = {};
  for (const { name } of fieldsOf(schema).filter(holdsFiles)) {
    const ids = [parameters[name]].flat().filter((id): id is string => typeof id === 'string');
    found[name] = await Promise.all(ids.map(known));
  }
  return found;
};

/** A schema without some of its parameters: those that the trigger fills itself. */
export const schemaWithout = (schema: unknown, names: ReadonlySet<string>): unknown => {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return schema;
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.has(name))),
  };
};
