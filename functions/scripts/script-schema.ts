import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { policySchema } from '../platform/run-policy.ts';
import { schemaMessage } from '../platform/text.ts';

export const scriptNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    schemaMessage(
      'must start with a letter and hold at most 64 letters, digits, _ and -',
      '必须以字母开头，最多 64 个字母、数字、_ 或 -',
    ),
  )
  .meta({ example: 'merge_offices' });

/** 1 MiB of UTF-8, the largest source. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/** Limits of a version's runs (script contract §3). */
export const limitsSchema = z
  .strictObject({
    timeout_seconds: z.int().min(1).max(3600),
    cpu: z.literal([0.25, 0.5, 1, 2, 4]),
    memory_mb: z.int().min(128).max(16384),
    processes: z.int().min(1).max(1024),
    file_mb: z.int().min(1).max(4096),
    output_mb: z.int().min(1).max(8192),
    output_files: z.int().min(1).max(10000),
    log_mb: z.int().min(1).max(50),
  })
  .meta({ id: 'Limits' });
export type Limits = z.output<typeof limitsSchema>;

/** Some limits; the others stay as they were: of the version before, or the platform's defaults. */
export const limitsChangeSchema = limitsSchema.partial().meta({ id: 'LimitsChange' });

/** The JSON Schema (2020-12) of a script's parameters, as the inspection read it from the source. */
export const parametersSchema = z
  .looseObject({
    type: z.literal('object'),
    properties: z.record(z.string(), z.looseObject({})),
    required: z.array(z.string()).optional(),
  })
  .meta({ id: 'ParametersSchema' });

export const versionSchema = z
  .object({
    name: z.string(),
    version: z.int(),
    sha256: z.string(),
    size: z.int(),
    file_name: z.string(),
    summary: z.string(),
    description: z.string(),
    changelog: z.string(),
    parameters: parametersSchema,
    limits: limitsSchema,
    published: z.boolean().meta({ description: 'whether this is the current version' }),
    created_by: z.string(),
    created_at: instant,
  })
  .meta({ id: 'ScriptVersion' });

/** Who sees and runs a script: everybody whose role allows it, or only whom it was shared with. */
export const visibilities = ['everyone', 'restricted'] as const;
export type Visibility = (typeof visibilities)[number];

export const scriptSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    summary: z.string(),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    owner: z.string(),
    current_version: z.int().nullable(),
    latest_version: z.int(),
    parameters: parametersSchema.nullable(),
    limits: limitsSchema,
    policy: policySchema,
    archived: z.boolean(),
    visibility: z.enum(visibilities),
    version: z.int().meta({ description: 'counts changes of this script; PATCH and DELETE take it' }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Script' });

/** Text for people. A lone surrogate has no UTF-8 form: storing it would change it. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (written) => written.isWellFormed(),
      schemaMessage('must be well-formed Unicode', '必须是合法的 Unicode 文本'),
    );

export const category = words(60).trim().min(1);
export const description = words(2000);
export const fileName = words(255).min(1);
export const tagsSchema = z.array(words(40).trim().min(1)).max(20);

/** A form's text fields arrive as strings: JSON ones are parsed, lists split at commas. */
const uploadFields = {
  name: scriptNameSchema.optional(),
  description: description.optional(),
  category: category.optional(),
  changelog: words(2000).optional(),
};

export const uploadFormSchema = z.strictObject({
  ...uploadFields,
  file: z.strictObject({ name: words(255), content: z.instanceof(Uint8Array) }),
  tags: z.string().max(1000).optional(),
  publish: z.enum(['true', 'false']).optional(),
  limits: z.string().max(2000).optional(),
});

export const uploadJsonSchema = z.strictObject({
  ...uploadFields,
  file_name: fileName,
  source: z.string(),
  tags: tagsSchema.optional(),
  publish: z.boolean().optional(),
  limits: limitsChangeSchema.optional(),
});
