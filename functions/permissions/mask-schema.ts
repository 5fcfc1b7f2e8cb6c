import * as z from 'zod';
import { maskKinds } from '../platform/mask-schema.ts';
import { instant } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { nameSchema, version } from './name-schema.ts';

export const MAX_MASKS = 100;

const maskSettings = {
  title: z.string().trim().min(1).max(100),
  columns: z
    .array(z.string().trim().min(1).max(100))
    .min(1)
    .max(50)
    .meta({ description: 'titles of columns; `*` stands for any characters, case and width do not count' }),
  kind: z.enum(maskKinds),
};

export const columnMaskSchema = z
  .object({
    name: z.string(),
    ...maskSettings,
    enabled: z.boolean(),
    version: z.int(),
    updated_at: instant,
  })
  .meta({ id: 'ColumnMask' });

const named = z.object({ name: nameSchema });

/** What of tables is hidden from those without the permission `data.unmask`. */
export const maskRoutes = routes([
  {
    operation: 'listColumnMasks',
    method: 'GET',
    path: '/column-masks',
    access: 'permissions.read',
    summary: 'The masks of columns',
    reply: z.object({ items: z.array(columnMaskSchema) }),
    status: [200],
  },
  {
    operation: 'putColumnMask',
    method: 'PUT',
    path: '/column-masks/{name}',
    access: 'permissions.manage',
    stepUp: true,
    summary: 'Write a mask of columns',
    description:
      'Holds within 5 s in tables of results, previews and downloads, for everybody without the permission `data.unmask`. `version` of the one that is replaced; none for a new one.',
    audit: { action: 'column_masks.update', resource: 'column_mask' },
    params: named,
    body: z.strictObject({
      ...maskSettings,
      enabled: z.boolean().default(true),
      version: version.optional(),
    }),
    reply: columnMaskSchema,
    status: [200],
    errors: [40901],
  },
  {
    operation: 'deleteColumnMask',
    method: 'DELETE',
    path: '/column-masks/{name}',
    access: 'permissions.manage',
    stepUp: true,
    summary: 'Delete a mask of columns',
    audit: { action: 'column_masks.delete', resource: 'column_mask' },
    params: named,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
]);
