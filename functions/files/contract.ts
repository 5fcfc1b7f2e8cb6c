import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { schemaMessage } from '../platform/text.ts';
import { fileNameSchema, MAX_FILE_BYTES, sha256Schema } from './file-schema.ts';

const folderSchema = z
  .string()
  .max(200)
  .refine(
    (folder) => folder.split('/').every((part) => fileNameSchema.safeParse(part).success),
    schemaMessage('must be names separated by /', '必须是以 / 分隔的名称'),
  );

export const fileStatuses = ['uploading', 'ready'] as const;
export type FileStatus = (typeof fileStatuses)[number];

export const fileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    size: z.int(),
    sha256: z.string(),
    content_type: z.string(),
    folder: z.string().nullable(),
    status: z.enum(fileStatuses),
    owner: z.string(),
    created_at: instant,
    version: z.int().meta({ description: 'counts names and folders of the file; PATCH takes it' }),
  })
  .meta({ id: 'File' });

const id = z.object({ id: idSchema('file') });

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const filesRoutes = routes([
  {
    operation: 'createFile',
    method: 'POST',
    path: '/files',
    access: 'files.write',
    summary: 'Announce a file and get the URL to upload it to',
    body: z.strictObject({
      name: fileNameSchema,
      /** Over the limit is 41301, which the operation answers. */
      size: z.int().min(0),
      sha256: sha256Schema,
      content_type: z
        .string()
        .regex(/^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)?$/)
        .max(100)
        .optional(),
      folder: folderSchema.optional(),
    }),
    audit: { action: 'files.create', resource: 'file' },
    reply: z.object({
      id: z.string(),
      upload: z.object({ method: z.literal('PUT'), url: z.url(), headers: z.record(z.string(), z.string()) }),
      expires_at: instant,
    }),
    status: [201],
    errors: [41301, 40901],
    idempotent: true,
  },
  {
    operation: 'completeFile',
    method: 'POST',
    path: '/files/{id}/complete',
    access: 'files.write',
    summary: 'Say that the bytes are there; size and checksum are compared',
    params: id,
    body: z.strictObject({}),
    bodyOptional: true,
    audit: { action: 'files.complete', resource: 'file' },
    reply: fileSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listFiles',
    method: 'GET',
    path: '/files',
    access: 'files.read',
    summary: 'List files, newest first',
    query: pageQuery.extend({
      folder: z.string().max(200).optional(),
      q: z.string().max(100).optional(),
      owner: z.string().max(64).optional(),
    }),
    reply: pageOf(fileSchema),
    status: [200],
  },
  {
    operation: 'listFolders',
    method: 'GET',
    path: '/files/folders',
    access: 'files.read',
    summary: 'The folders that files are in: whose they are, and the number of their files',
    description:
      'One’s own come first. The newest 10,000 files are looked through; `complete` says whether that were all.',
    reply: z.object({
      items: z.array(z.object({ name: z.string(), owner: z.string(), files: z.int() })),
      complete: z.boolean(),
    }),
    status: [200],
  },
  {
    operation: 'showFile',
    method: 'GET',
    path: '/files/{id}',
    access: 'files.read',
    summary: 'Metadata of a file and a URL to download it, valid for five minutes',
    params: id,
    audit: { action: 'files.download', resource: 'file' },
    description:
      'Of a table file with masked columns the URL is that of a copy without their values (docs/permissions.md).',
    reply: fileSchema.extend({
      download_url: z.url().nullable(),
      download_refused: z
        .string()
        .nullable()
        .meta({ description: 'why a file with masked columns cannot be downloaded' }),
    }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'previewFile',
    method: 'GET',
    path: '/files/{id}/preview',
    access: 'files.read',
    summary: 'Sheets with their names and sizes, and the first rows of one',
    params: id,
    query: z.object({
      sheet: z.string().max(255).optional(),
      rows: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    audit: { action: 'files.preview', resource: 'file' },
    reply: z.object({
      kind: z.enum(['workbook', 'csv', 'text', 'unsupported']),
      sheets: z.array(z.object({ name: z.string(), rows: z.int().nullable(), columns: z.int().nullable() })),
      sheet: z.string().nullable(),
      rows: z.array(z.array(cellSchema)),
      masked: z.array(z.string()).meta({ description: 'titles of columns whose values are hidden from you' }),
      truncated: z.boolean(),
    }),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'updateFile',
    method: 'PATCH',
    path: '/files/{id}',
    access: 'files.write',
    summary: 'Rename a file, or move it to a folder',
    description:
      'A folder is there as long as a file is in it, so one that nobody has named before is made by this; null takes the file out of its folder. Runs keep the name that the file had when they were started.',
    params: id,
    body: z
      .strictObject({
        version: z.int().min(1),
        name: fileNameSchema.optional(),
        folder: folderSchema.nullable().optional(),
      })
      .refine(
        ({ name, folder }) => name !== undefined || folder !== undefined,
        schemaMessage('must say a name or a folder', '必须给出名称或文件夹'),
      ),
    audit: { action: 'files.update', resource: 'file' },
    reply: fileSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteFile',
    method: 'DELETE',
    path: '/files/{id}',
    access: 'files.write',
    summary: 'Delete a file that no queued or running run uses',
    params: id,
    audit: { action: 'files.delete', resource: 'file' },
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
]);
