import * as z from 'zod';
import { usernameSchema } from '../identity/user-schema.ts';
import { idSchema } from '../platform/id-schema.ts';
import { instant, pageQuery } from '../platform/page.ts';
import { schemaMessage } from '../platform/text.ts';

/** How many groups a user may be in: a change of all of them is one transaction of the table. */
export const MAX_GROUPS = 20;
const MAX_ROLES = 10;

/** A user's id, as the user pool made it. */
export const userId = z
  .string()
  .regex(/^[\w-]{1,128}$/, schemaMessage('must be the id of a user', '必须是用户标识符'));
export const departmentId = idSchema('dep');
export const groupId = idSchema('grp');

/** Words on one line: no control characters, and nothing but spaces is no name. */
export const nameSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, schemaMessage('must not contain control characters', '不能包含控制字符'));

/** The name of a role, a built-in or a custom one. */
const roleName = nameSchema(64);
const roleNames = z
  .array(roleName)
  .max(MAX_ROLES)
  .refine(
    (names) => new Set(names).size === names.length,
    schemaMessage('must not name one twice', '不能重复'),
  );
const groupIds = z
  .array(groupId)
  .max(MAX_GROUPS)
  .refine((ids) => new Set(ids).size === ids.length, schemaMessage('must not name one twice', '不能重复'));
const email = z.email().max(254);
const displayName = nameSchema(100);

export const userStatuses = ['active', 'disabled'] as const;

export const directoryUserSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    display_name: z.string().nullable(),
    email: z.string().nullable(),
    status: z.enum(userStatuses),
    roles: z.array(z.string()).meta({ description: 'names of roles, built-in and custom ones' }),
    department: z.string().nullable().meta({ description: 'the id of the department' }),
    groups: z.array(z.string()).meta({ description: 'ids of groups' }),
    invited_until: instant
      .nullable()
      .meta({ description: 'until when the invitation is good, where one is open' }),
    created_at: instant,
    version: z.int().meta({ description: 'counts changes; PATCH takes it' }),
  })
  .meta({ id: 'DirectoryUser' });

export const shownUserSchema = directoryUserSchema
  .extend({
    locked_until: instant
      .nullable()
      .meta({ description: 'sign-in is locked until then, after too many wrong passwords' }),
  })
  .meta({ id: 'ShownUser' });

/** A password that its user must change with the first sign-in. */
export const temporaryPassword = z.string().meta({
  description:
    'shown in this answer and never again; it must be changed with the first sign-in, within 7 days',
});

/** What became of a mail with an invitation. */
export const invitationSchema = z
  .object({
    sent: z.boolean(),
    valid_until: instant,
    reason: z.string().nullable().meta({ description: 'why it was not sent, and what to do' }),
  })
  .meta({ id: 'Invitation' });

export const createdUserSchema = directoryUserSchema
  .extend({ temporary_password: temporaryPassword.nullable(), invitation: invitationSchema.nullable() })
  .meta({ id: 'CreatedUser' });

export const createUserBody = z.strictObject({
  username: usernameSchema,
  display_name: displayName.optional(),
  email: email.optional(),
  roles: roleNames,
  department: departmentId.nullable().optional(),
  groups: groupIds.optional(),
  invite: z.boolean().default(false).meta({
    description: 'write to `email` with a code to set the password by; otherwise a temporary one is made',
  }),
});

export const changeUserBody = z.strictObject({
  version: z.int().min(0),
  display_name: displayName.nullable().optional(),
  email: email.nullable().optional(),
  roles: roleNames.optional(),
  department: departmentId.nullable().optional(),
  groups: groupIds.optional(),
});

export const usersQuery = pageQuery.extend({
  q: z.string().min(1).max(100).optional().meta({ description: 'part of a name or an e-mail address' }),
  role: roleName.optional(),
  department: departmentId.optional(),
  group: groupId.optional(),
  status: z.enum(userStatuses).optional(),
});
