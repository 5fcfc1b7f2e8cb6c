import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

export type JsonObject = Record<string, unknown>;

const LOCAL = '#/$defs/';
const COMPONENT = '#/components/schemas/';

/** zod's schemas as JSON Schema 2020-12, the dialect of OpenAPI 3.1; named ones (`meta({ id })`) are collected. */
export interface JsonSchemas {
  /** `io` says which side: what a caller may send, or what an answer holds (defaults filled in). */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonObject;
  readonly components: Readonly<Record<string, JsonObject>>;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withComponentReferences = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withComponentReferences);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      key === '$ref' && typeof item === 'string'
        ? [key, item.replace(LOCAL, COMPONENT)]
        : [key, withComponentReferences(item)],
    ),
  );
};

const tidy =
  (io: 'input' | 'output') =>
  ({ jsonSchema, zodSchema }: { jsonSchema: JsonObject; zodSchema: z.core.$ZodTypes }): void => {
    // The format says it; the pattern would be half a kilobyte of leap years.
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    // Answers may gain fields: only what a caller sends is closed, and only where the schema is strict.
    const open = zodSchema._zod.def.type === 'object' && zodSchema._zod.def.catchall === undefined;
    if (io === 'output' && open) delete jsonSchema.additionalProperties;
    if (isDeepStrictEqual(jsonSchema.propertyNames, { type: 'string' })) delete jsonSchema.propertyNames;
    if (jsonSchema.example !== undefined) {
      jsonSchema.examples = [jsonSchema.example];
      delete jsonSchema.example;
    }
    // zod's bounds of a safe integer say nothing about the field.
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  };

/**
 * Collects schemas for one document. zod's own converter is used because it keeps `null` of a nullable named schema
 * and every value of a literal. Throws when one name stands for two different schemas.
 */
export const collectJsonSchemas = (): JsonSchemas => {
  const components: Record<string, JsonObject> = {};
  const keep = (name: string, schema: JsonObject): void => {
    const known = components[name];
    if (known !== undefined && !isDeepStrictEqual(known, schema))
      throw new Error(`two different schemas are named ${name}`);
    components[name] = schema;
  };
  return {
    components,
    of: (schema, io) => {
      // Wrapped, so that a named schema at the top becomes a reference like any other.
      const converted: unknown = z.toJSONSchema(z.object({ schema }), { io, override: tidy(io) });
      const { properties, $defs } = withComponentReferences(converted) as {
        properties: { schema: JsonObject };
        $defs?: Record<string, JsonObject>;
      };
      for (const [name, definition] of Object.entries($defs ?? {})) {
        const { id: _, ...rest } = definition;
        keep(name, rest);
      }
      return properties.schema;
    },
  };
};
