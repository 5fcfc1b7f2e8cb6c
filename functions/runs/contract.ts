import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { prioritySchema } from '../platform/run-policy.ts';
import { scriptNameSchema } from '../scripts/script-schema.ts';
import { artifactSchema, runSchema, runStatuses, runSummarySchema, triggerTypes } from './run-schema.ts';

export * from './run-schema.ts';

/** 50 files a run. */
export const MAX_FILES_PER_RUN = 50;
/** The longest a log request waits for news, in seconds; below the gateway's 30 s. */
export const MAX_WAIT_SECONDS = 25;

const id = z.object({ id: idSchema('run') });

/** Which attempt: the one that ended the run when it is not said. */
const attempt = z.coerce.number().int().min(1).max(100).optional();

/** What starts a run. A file parameter holds one file id or a list of them. */
const start = {
  version: z.int().min(1).optional(),
  parameters: z.record(z.string().max(100), z.unknown()).default({}),
  priority: prioritySchema
    .optional()
    .meta({ description: 'above the script’s own it needs the permission queue.manage' }),
};

export const runsRoutes = routes([
  {
    operation: 'startRun',
    method: 'POST',
    path: '/runs',
    access: 'runs.start',
    summary: 'Start a run',
    body: z.strictObject({ script: scriptNameSchema, ...start }),
    audit: { action: 'runs.start', resource: 'run' },
    reply: runSchema,
    status: [202],
    errors: [40401, 40901],
    idempotent: true,
  },
  {
    operation: 'executeScript',
    method: 'POST',
    path: '/scripts/execute/{name}',
    access: 'runs.start',
    summary:
      'Start a run and wait for it up to 25 seconds: 200 with the finished run, or 202 with the run so far',
    params: z.object({ name: scriptNameSchema }),
    body: z.strictObject(start),
    bodyOptional: true,
    audit: { action: 'runs.start', resource: 'run' },
    reply: runSchema,
    status: [200, 202],
    errors: [40401, 40901],
    idempotent: true,
  },
  {
    operation: 'listRuns',
    method: 'GET',
    path: '/runs',
    access: 'runs.read',
    summary: 'List runs, newest first',
    query: pageQuery.extend({
      script: scriptNameSchema.optional(),
      file: idSchema('file').optional().meta({ description: 'runs that used this file' }),
      status: z.enum(runStatuses).optional(),
      trigger: z.enum(triggerTypes).optional(),
      created_by: z.string().max(64).optional(),
      since: z.iso.datetime({ offset: true }).optional(),
      until: z.iso.datetime({ offset: true }).optional(),
    }),
    reply: pageOf(runSummarySchema),
    status: [200],
  },
  {
    operation: 'countRuns',
    method: 'GET',
    path: '/runs/counts',
    access: 'runs.read',
    summary: 'How many runs of the last days have which status: the newest 2,000 are counted',
    query: z.object({ days: z.coerce.number().int().min(1).max(92).default(30) }),
    reply: z.object({
      since: instant,
      counts: z.record(z.enum(runStatuses), z.int()),
      complete: z.boolean().meta({ description: 'false: there are more than were counted' }),
    }),
    status: [200],
  },
  {
    operation: 'pinRun',
    method: 'PATCH',
    path: '/runs/{id}',
    access: 'runs.cancel',
    summary: 'Keep a run beyond every retention, or no longer',
    params: id,
    body: z.strictObject({ pinned: z.boolean() }),
    audit: { action: 'runs.pin', resource: 'run' },
    reply: runSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showRun',
    method: 'GET',
    path: '/runs/{id}',
    access: 'runs.read',
    summary: 'Show a run',
    params: id,
    reply: runSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'cancelRun',
    method: 'POST',
    path: '/runs/{id}/cancel',
    access: 'runs.cancel',
    summary: 'Cancel a run that has not ended',
    params: id,
    body: z.strictObject({}),
    bodyOptional: true,
    audit: { action: 'runs.cancel', resource: 'run' },
    reply: runSchema,
    status: [202],
    errors: [40401, 40901],
  },
  {
    operation: 'retryRun',
    method: 'POST',
    path: '/runs/{id}/retry',
    access: 'runs.start',
    summary: 'A new run with the same script version, parameters and files',
    params: id,
    body: z.strictObject({}),
    bodyOptional: true,
    audit: { action: 'runs.retry', resource: 'run' },
    reply: runSchema,
    status: [202],
    errors: [40401, 40901],
    idempotent: true,
  },
  {
    operation: 'readLogs',
    method: 'GET',
    path: '/runs/{id}/logs',
    access: 'runs.read',
    summary: 'Log lines after a line number; `wait` long-polls until there is something new',
    params: id,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(10_000).default(1000),
      wait: z.coerce.number().min(0).max(MAX_WAIT_SECONDS).default(0),
      attempt,
    }),
    reply: z.object({
      lines: z.array(
        z.object({
          n: z.int(),
          at: instant,
          stream: z.enum(['stdout', 'stderr', 'system']),
          text: z.string(),
        }),
      ),
      next: z.int(),
      done: z.boolean(),
      attempt: z
        .int()
        .nullable()
        .meta({ description: 'whose lines these are: the numbers of another attempt begin at 1 again' }),
    }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'listArtifacts',
    method: 'GET',
    path: '/runs/{id}/artifacts',
    access: 'runs.read',
    summary: 'List the artifacts of a run, or of one of its attempts',
    params: id,
    query: z.object({ attempt }),
    reply: z.object({ items: z.array(artifactSchema) }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'downloadArtifact',
    method: 'GET',
    path: '/runs/{id}/artifacts/{path+}',
    access: 'runs.read',
    summary: 'Redirects to a URL of the artifact, valid for five minutes',
    params: id.extend({ path: z.string().min(1).max(1024) }),
    query: z.object({ redirect: z.enum(['true', 'false']).default('true'), attempt }),
    audit: { action: 'runs.download', resource: 'run' },
    description: 'Of a table file with masked columns a copy without their values (docs/permissions.md).',
    reply: 'redirect',
    status: [302, 200],
    errors: [40401, 40901],
  },
  {
    operation: 'readTable',
    method: 'GET',
    path: '/runs/{id}/tables/{name}',
    access: 'runs.read',
    summary: 'Rows of a returned table',
    params: id.extend({ name: z.string().min(1).max(255) }),
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    reply: z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      masked: z.array(z.string()).meta({ description: 'titles of columns whose values are hidden from you' }),
      offset: z.int(),
      row_count: z.int(),
    }),
    status: [200],
    errors: [40401],
  },
]);
