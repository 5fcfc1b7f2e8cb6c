import * as z from 'zod';
import { instant, pageQuery } from '../platform/page.ts';
import { nameSchema } from './user-schema.ts';

const name = nameSchema(100);
const description = z.string().max(1000);

export const groupSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    members_count: z.int(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Group' });

export const createGroupBody = z.strictObject({ name, description: description.default('') });
export const changeGroupBody = z.strictObject({
  version: z.int().min(1),
  name: name.optional(),
  description: description.optional(),
});
export const groupsQuery = pageQuery.extend({ q: z.string().min(1).max(100).optional() });
