import * as z from 'zod';

/**
 * The type of one parameter: the part of JSON Schema (2020-12) that the inspection writes, with its own keywords
 * `formatMinimum`/`formatMaximum` (bounds of decimals, dates and times, as text), `x-accept` and `x-maxSize` (files).
 */
export interface ParameterSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | undefined;
  readonly format?: 'decimal' | 'date' | 'date-time' | 'time' | 'file' | undefined;
  readonly enum?: readonly (string | number | boolean)[] | undefined;
  readonly items?: ParameterSchema | undefined;
  readonly additionalProperties?: ParameterSchema | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly formatMinimum?: string | undefined;
  readonly formatMaximum?: string | undefined;
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly 'x-accept'?: readonly string[] | undefined;
  readonly 'x-maxSize'?: number | undefined;
  readonly default?: unknown;
}

const parameterSchema: z.ZodType<ParameterSchema> = z.lazy(() =>
  z.object({
    type: z.enum(['string', 'integer', 'number', 'boolean', 'array', 'object']).optional(),
    format: z.enum(['decimal', 'date', 'date-time', 'time', 'file']).optional(),
    enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
    items: parameterSchema.optional(),
    additionalProperties: parameterSchema.optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    formatMinimum: z.string().optional(),
    formatMaximum: z.string().optional(),
    pattern: z.string().optional(),
    maxLength: z.int().optional(),
    minItems: z.int().optional(),
    maxItems: z.int().optional(),
    'x-accept': z.array(z.string()).optional(),
    'x-maxSize': z.int().optional(),
    default: z.unknown().optional(),
  }),
);

/** The parameters of a script's version. */
export const parametersShape = z.object({
  properties: z.record(z.string(), parameterSchema),
  required: z.array(z.string()).default([]),
});
export type ParametersShape = z.output<typeof parametersShape>;

/** Whether the value is files: one, or a list of them. */
export const holdsFiles = (schema: ParameterSchema): boolean =>
  schema.format === 'file' || schema.items?.format === 'file';
