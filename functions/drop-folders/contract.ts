import * as z from 'zod';
import { sha256Schema } from '../files/file-schema.ts';
import { idSchema } from '../platform/id-schema.ts';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { scriptNameSchema } from '../scripts/script-schema.ts';
import {
  deadlineSchema,
  dropFolderNameSchema,
  dropFolderSchema,
  dropSetSchema,
  newMemberSchema,
  setStatuses,
  strayActions,
  straySchema,
} from './drop-folder-schema.ts';

export * from './drop-folder-schema.ts';

/** How long an upload URL of a drop folder is valid, in seconds. */
export const DROP_URL_SECONDS = 15 * 60;
/** The longest quiet time, in seconds: an hour. */
export const MAX_QUIET_SECONDS = 3600;

const settings = {
  script: scriptNameSchema,
  script_version: z.int().min(1).nullable(),
  parameters: z.record(z.string().max(100), z.unknown()),
  members: z.array(newMemberSchema).min(1).max(20),
  group_by: z.array(z.string().min(1).max(64)).max(10).nullable(),
  quiet_seconds: z.int().min(0).max(MAX_QUIET_SECONDS),
  deadline: deadlineSchema.nullable(),
  on_stray: z.enum(strayActions),
  enabled: z.boolean(),
};

export const createSchema = z.strictObject({
  name: dropFolderNameSchema,
  ...settings,
  script_version: settings.script_version.default(null),
  parameters: settings.parameters.default({}),
  group_by: settings.group_by.default(null),
  quiet_seconds: settings.quiet_seconds.default(5),
  deadline: settings.deadline.default(null),
  on_stray: settings.on_stray.default('quarantine'),
  enabled: settings.enabled.default(true),
});
export const changeSchema = z
  .strictObject(settings)
  .partial()
  .extend({ version: z.int().min(1) });

const id = z.object({ id: idSchema('drop') });
const set = id.extend({ set: idSchema('set') });
const stray = id.extend({ stray: idSchema('stray') });
const path = z.string().min(1).max(500);

export const dropFoldersRoutes = routes([
  {
    operation: 'createDropFolder',
    method: 'POST',
    path: '/drop-folders',
    access: 'triggers.manage',
    summary: 'Create a drop folder: a complete set of files put there starts one run',
    body: createSchema,
    audit: { action: 'drop_folders.create', resource: 'drop_folder' },
    reply: dropFolderSchema,
    status: [201],
    errors: [40901],
    idempotent: true,
  },
  {
    operation: 'listDropFolders',
    method: 'GET',
    path: '/drop-folders',
    access: 'triggers.read',
    summary: 'List drop folders, newest first: one’s own, or everybody’s for those who may see them',
    query: pageQuery.extend({
      script: scriptNameSchema.optional(),
      owner: z.string().max(64).optional(),
      enabled: z.enum(['true', 'false']).optional(),
      q: z.string().max(100).optional(),
    }),
    reply: pageOf(dropFolderSchema),
    status: [200],
  },
  {
    operation: 'showDropFolder',
    method: 'GET',
    path: '/drop-folders/{id}',
    access: 'triggers.read',
    summary: 'Show a drop folder',
    params: id,
    reply: dropFolderSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'updateDropFolder',
    method: 'PATCH',
    path: '/drop-folders/{id}',
    access: 'triggers.manage',
    summary: 'Change a drop folder, or pause it by `enabled`',
    description:
      'Only its owner may change what it runs: script, script_version, parameters, members. Script, members and grouping change only while no set is open: run or discard the open ones first.',
    params: id,
    body: changeSchema,
    audit: { action: 'drop_folders.update', resource: 'drop_folder' },
    reply: dropFolderSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteDropFolder',
    method: 'DELETE',
    path: '/drop-folders/{id}',
    access: 'triggers.manage',
    summary: 'Delete a drop folder without open sets',
    description: 'Its past sets stay listed nowhere; runs and their files stay.',
    params: id,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    audit: { action: 'drop_folders.delete', resource: 'drop_folder' },
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listDropSets',
    method: 'GET',
    path: '/drop-folders/{id}/sets',
    access: 'triggers.read',
    summary: 'List the sets of a drop folder, newest first: what arrived and what is missing',
    params: id,
    query: pageQuery.extend({ status: z.enum(setStatuses).optional() }),
    reply: pageOf(dropSetSchema),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showDropSet',
    method: 'GET',
    path: '/drop-folders/{id}/sets/{set}',
    access: 'triggers.read',
    summary: 'Show one set',
    params: set,
    reply: dropSetSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'runDropSet',
    method: 'POST',
    path: '/drop-folders/{id}/sets/{set}/run',
    access: 'triggers.manage',
    summary:
      'Run a set now: incomplete where the script’s counts allow it, or a duplicate or failed one once more',
    params: set,
    body: z.strictObject({}),
    bodyOptional: true,
    audit: { action: 'drop_sets.run', resource: 'drop_folder' },
    reply: dropSetSchema,
    status: [202],
    errors: [40401, 40901],
  },
  {
    operation: 'discardDropSet',
    method: 'POST',
    path: '/drop-folders/{id}/sets/{set}/discard',
    access: 'triggers.manage',
    summary: 'Give an open set up and remove its files from the folder',
    params: set,
    body: z.strictObject({}),
    bodyOptional: true,
    audit: { action: 'drop_sets.discard', resource: 'drop_folder' },
    reply: dropSetSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listStrays',
    method: 'GET',
    path: '/drop-folders/{id}/strays',
    access: 'triggers.read',
    summary: 'List the files that belong to no set, with the reason, newest first',
    params: id,
    query: pageQuery,
    reply: pageOf(straySchema),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'releaseStray',
    method: 'POST',
    path: '/drop-folders/{id}/strays/{stray}/release',
    access: 'triggers.manage',
    summary: 'Put a stray into the folder again, under its own name or another',
    description: 'It is compared with the members as they are now.',
    params: stray,
    body: z.strictObject({ path: path.optional() }),
    bodyOptional: true,
    audit: { action: 'strays.release', resource: 'drop_folder' },
    reply: z.object({ path: z.string() }),
    status: [202],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteStray',
    method: 'DELETE',
    path: '/drop-folders/{id}/strays/{stray}',
    access: 'triggers.manage',
    summary: 'Delete a stray for good',
    params: stray,
    audit: { action: 'strays.delete', resource: 'drop_folder' },
    reply: z.null(),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'createDropUpload',
    method: 'POST',
    path: '/drop-folders/{id}/uploads',
    access: 'triggers.manage',
    summary: 'Get the URL to put one file into the folder with, for browsers and curl',
    params: id,
    body: z.strictObject({
      name: path.meta({ description: 'the file’s path below the folder' }),
      size: z.int().min(0).meta({ description: 'bytes' }),
      sha256: sha256Schema,
    }),
    audit: { action: 'drop_folders.upload', resource: 'drop_folder' },
    reply: z.object({
      path: z.string(),
      upload: z.object({ method: z.literal('PUT'), url: z.url(), headers: z.record(z.string(), z.string()) }),
      expires_at: instant,
    }),
    status: [201],
    errors: [40401, 41301],
  },
]);
