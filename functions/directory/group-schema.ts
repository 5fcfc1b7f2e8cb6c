import * as z from 'zod';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { directoryUserSchema, groupId, nameSchema, userId } from './user-schema.ts';

const name = nameSchema(100);
const description = z.string().max(1000);

const groupSchema = z
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

const createGroupBody = z.strictObject({ name, description: description.default('') });
const changeGroupBody = z.strictObject({
  version: z.int().min(1),
  name: name.optional(),
  description: description.optional(),
});
const groupsQuery = pageQuery.extend({ q: z.string().min(1).max(100).optional() });

const aGroup = z.object({ id: groupId });
const aMember = z.object({ id: groupId, user_id: userId });
const nothing = z.strictObject({});

/** Groups and their members. */
export const groupRoutes = routes([
  {
    operation: 'listGroups',
    method: 'GET',
    path: '/groups',
    access: 'users.read',
    summary: 'Groups, by name',
    query: groupsQuery,
    reply: pageOf(groupSchema),
    status: [200],
  },
  {
    operation: 'createGroup',
    method: 'POST',
    path: '/groups',
    access: 'users.manage',
    summary: 'Add a group',
    body: createGroupBody,
    reply: groupSchema,
    status: [201],
    errors: [40901],
    idempotent: true,
  },
  {
    operation: 'showGroup',
    method: 'GET',
    path: '/groups/{id}',
    access: 'users.read',
    summary: 'One group',
    params: aGroup,
    reply: groupSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'changeGroup',
    method: 'PATCH',
    path: '/groups/{id}',
    access: 'users.manage',
    summary: 'Change the name or the description of a group',
    params: aGroup,
    body: changeGroupBody,
    reply: groupSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteGroup',
    method: 'DELETE',
    path: '/groups/{id}',
    access: 'users.manage',
    summary: 'Delete a group that has no members',
    params: aGroup,
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listMembers',
    method: 'GET',
    path: '/groups/{id}/members',
    access: 'users.read',
    summary: 'The members of a group, by name',
    params: aGroup,
    query: pageQuery,
    reply: pageOf(directoryUserSchema),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'addMember',
    method: 'PUT',
    path: '/groups/{id}/members/{user_id}',
    access: 'users.manage',
    summary: 'Put a user into a group; one who is in it stays',
    params: aMember,
    body: nothing,
    bodyOptional: true,
    reply: directoryUserSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'removeMember',
    method: 'DELETE',
    path: '/groups/{id}/members/{user_id}',
    access: 'users.manage',
    summary: 'Take a user out of a group; one who is not in it stays so',
    params: aMember,
    reply: directoryUserSchema,
    status: [200],
    errors: [40401, 40901],
  },
]);
