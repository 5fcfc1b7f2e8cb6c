import * as z from 'zod';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { policyChangeSchema, policySchema } from '../platform/run-policy.ts';
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
const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (written) => written.isWellFormed(),
      schemaMessage('must be well-formed Unicode', '必须是合法的 Unicode 文本'),
    );

const category = words(60).trim().min(1);
const description = words(2000);
const fileName = words(255).min(1);
export const tagsSchema = z.array(words(40).trim().min(1)).max(20);
const name = z.object({ name: scriptNameSchema });
const numbered = name.extend({ n: z.coerce.number().int().min(1).max(1_000_000) });

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

export const scriptsRoutes = routes([
  {
    operation: 'uploadScript',
    method: 'POST',
    path: '/scripts/upload',
    access: 'scripts.upload',
    summary: 'Upload a script; it is inspected, never executed',
    description:
      'The first version is the current one at once. Content that the script has already makes no new version (200); unless publish is false that version becomes the current one. Publishing takes an archived script up again.',
    body: z.union([uploadFormSchema, uploadJsonSchema]),
    bodyType: 'json-or-multipart',
    audit: { action: 'scripts.upload', resource: 'script' },
    reply: versionSchema,
    status: [201, 200],
    errors: [40901, 41301],
    idempotent: true,
  },
  {
    operation: 'inspectScript',
    method: 'POST',
    path: '/scripts/inspect',
    access: 'scripts.upload',
    summary: 'Inspect a source without storing it: its parameters, or its errors at line and column',
    body: z.strictObject({ file_name: fileName, source: z.string() }),
    audit: { none: 'reads a source and keeps nothing' },
    reply: versionSchema.pick({ summary: true, description: true, parameters: true }),
    status: [200],
    errors: [41301],
  },
  {
    operation: 'listScripts',
    method: 'GET',
    path: '/scripts',
    access: 'scripts.read',
    summary: 'List scripts',
    query: pageQuery.extend({
      category: z.string().max(60).optional(),
      tag: z.string().max(40).optional(),
      q: z.string().max(100).optional(),
      owner: z.string().max(64).optional(),
      archived: z.enum(['true', 'false']).optional(),
    }),
    reply: pageOf(scriptSchema),
    status: [200],
  },
  {
    operation: 'showScript',
    method: 'GET',
    path: '/scripts/{name}',
    access: 'scripts.read',
    summary: 'Show a script with the parameters of its current version',
    params: name,
    reply: scriptSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'updateScript',
    method: 'PATCH',
    path: '/scripts/{name}',
    access: 'scripts.upload',
    summary: 'Change description, category, tags, limits or how its runs are treated',
    params: name,
    body: z.strictObject({
      version: z.int().min(1),
      description: description.optional(),
      category: category.nullable().optional(),
      tags: tagsSchema.optional(),
      limits: limitsChangeSchema.optional(),
      policy: policyChangeSchema.optional(),
      visibility: z
        .enum(visibilities)
        .optional()
        .meta({ description: 'by the owner, who manages all scripts, or a grant of `manage`' }),
    }),
    audit: { action: 'scripts.update', resource: 'script' },
    reply: scriptSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'archiveScript',
    method: 'DELETE',
    path: '/scripts/{name}',
    access: 'scripts.upload',
    summary: 'Archive a script; its versions and runs stay',
    params: name,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    audit: { action: 'scripts.archive', resource: 'script' },
    reply: scriptSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listVersions',
    method: 'GET',
    path: '/scripts/{name}/versions',
    access: 'scripts.read',
    summary: 'List the versions of a script, newest first',
    params: name,
    query: pageQuery,
    reply: pageOf(versionSchema),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showVersion',
    method: 'GET',
    path: '/scripts/{name}/versions/{n}',
    access: 'scripts.read',
    summary: 'Show one version',
    params: numbered,
    reply: versionSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showSource',
    method: 'GET',
    path: '/scripts/{name}/versions/{n}/source',
    access: 'scripts.read',
    summary: 'The source of a version',
    params: numbered,
    audit: { action: 'scripts.read_source', resource: 'script' },
    reply: versionSchema
      .pick({ name: true, version: true, file_name: true, sha256: true })
      .extend({ source: z.string() }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'publishVersion',
    method: 'POST',
    path: '/scripts/{name}/versions/{n}/publish',
    access: 'scripts.upload',
    summary: 'Make a version the current one (an older one: roll back)',
    params: numbered,
    body: z.strictObject({ version: z.int().min(1).optional() }),
    bodyOptional: true,
    audit: { action: 'scripts.publish', resource: 'script' },
    reply: scriptSchema,
    status: [200],
    errors: [40401, 40901],
    idempotent: true,
  },
  {
    operation: 'diffVersions',
    method: 'GET',
    path: '/scripts/{name}/diff',
    access: 'scripts.read',
    summary: 'Unified diff of two versions and the change of their parameters',
    params: name,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    audit: { action: 'scripts.read_source', resource: 'script' },
    reply: z.object({
      from: z.int(),
      to: z.int(),
      diff: z.string(),
      parameters: z.object({
        added: z.array(z.string()),
        removed: z.array(z.string()),
        changed: z.array(z.object({ name: z.string(), from: z.looseObject({}), to: z.looseObject({}) })),
      }),
    }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'listPackages',
    method: 'GET',
    path: '/runtime/packages',
    access: 'signed-in',
    summary: 'Python version and packages of the runner',
    reply: z.object({
      python: z.string(),
      packages: z.array(z.object({ name: z.string(), version: z.string() })),
    }),
    status: [200],
  },
]);
