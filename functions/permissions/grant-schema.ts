import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { instant } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { rightNames, thingTypes } from '../platform/thing.ts';
import { subjectTypes } from './vocabulary-schema.ts';

export const MAX_GRANTS = 200;

/** Runs and triggers by their ids, a script by its name, a folder as `<owner’s user name>/<folder>`. */
export const thingReference = z.strictObject({
  type: z.enum(thingTypes),
  id: z.string().min(1).max(400),
});

export const grantSchema = z
  .object({
    id: z.string(),
    resource: z.object({ type: z.enum(thingTypes), id: z.string() }),
    to: z.object({ type: z.enum(subjectTypes), id: z.string(), name: z.string() }),
    right: z.enum(rightNames),
    until: instant.nullable().meta({ description: 'from then on it counts for nothing' }),
    granted_by: z.string(),
    created_at: instant,
  })
  .meta({ id: 'Grant' });

/** Rights on single things. */
export const grantRoutes = routes([
  {
    operation: 'createGrant',
    method: 'POST',
    path: '/grants',
    access: 'signed-in',
    summary: 'Give somebody a right on one thing',
    description:
      'By its owner, whoever has the right `manage` on it, or with `permissions.manage`. A second one for the same thing and the same somebody takes the place of the first. A right counts where the roles of who gets it allow that kind of act.',
    audit: { action: 'grants.create', resource: 'grant' },
    body: z.strictObject({
      resource: thingReference,
      to: z
        .strictObject({
          type: z.enum(subjectTypes),
          id: z.string().min(1).max(64).optional(),
          username: z.string().min(1).max(64).optional(),
        })
        .meta({ description: 'by id; a user also by user name' }),
      right: z.enum(rightNames),
      until: instant.nullable().default(null),
    }),
    reply: grantSchema,
    status: [201],
    errors: [40401, 40901],
  },
  {
    operation: 'listGrants',
    method: 'GET',
    path: '/grants',
    access: 'signed-in',
    summary: 'Who has a right on a thing',
    query: z.object({
      resource_type: z.enum(thingTypes),
      resource_id: z.string().min(1).max(400),
    }),
    reply: z.object({ items: z.array(grantSchema) }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'deleteGrant',
    method: 'DELETE',
    path: '/grants/{id}',
    access: 'signed-in',
    summary: 'Take a right back; it counts for nothing at once',
    audit: { action: 'grants.delete', resource: 'grant' },
    params: z.object({ id: idSchema('grt') }),
    reply: z.null(),
    status: [200],
    errors: [40401],
  },
]);
