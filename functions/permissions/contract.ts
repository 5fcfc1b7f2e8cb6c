import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { instant } from '../platform/page.ts';
import { permissions } from '../platform/permission-names.ts';
import { routes } from '../platform/route.ts';
import { schemaMessage } from '../platform/text.ts';
import { objectActions, rightNames, thingTypes } from '../platform/thing.ts';
import { dataScopes, subjectTypes } from './vocabulary-schema.ts';

export const MAX_ROLES = 200;
export const MAX_POLICIES = 200;
export const MAX_GRANTS = 200;
const MAX_POLICY_CHARACTERS = 10_000;

/** A name for a role or policy: it stands in policies, so nothing in it needs quoting. */
export const nameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{1,39}$/,
    schemaMessage(
      'must start with a small letter and hold 2 to 40 of a-z, 0-9, _ and -',
      '必须以小写字母开头，由 2 到 40 个 a-z、0-9、_ 或 - 组成',
    ),
  );

const title = z.string().trim().min(1).max(100);
const version = z.int().min(1);

const roleSettings = {
  title,
  inherits: z.array(z.string().min(1).max(40)).max(50),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  data_scope: z
    .enum(dataScopes)
    .meta({ description: 'whose files, runs and triggers its permissions reach, beyond one’s own' }),
};

export const roleSchema = z
  .object({
    name: z.string(),
    ...roleSettings,
    built_in: z
      .boolean()
      .meta({ description: 'built-in roles are policies of the platform and never change' }),
    effective_permissions: z
      .array(z.enum(permissions))
      .meta({ description: 'with what it inherits and what its data scope widens' }),
    version: z.int(),
    created_at: instant.nullable(),
    updated_at: instant.nullable(),
  })
  .meta({ id: 'Role' });

export const permissionSchema = z
  .object({
    name: z.enum(permissions),
    title: z.string(),
    roles: z.array(z.string()).meta({ description: 'built-in and custom roles that allow it' }),
  })
  .meta({ id: 'Permission' });

export const policySchema = z
  .object({
    name: z.string(),
    title,
    text: z.string().meta({ description: 'Cedar' }),
    enabled: z.boolean(),
    built_in: z.boolean(),
    version: z.int(),
    updated_at: instant.nullable(),
  })
  .meta({ id: 'Policy' });

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

const actions = [...new Set([...permissions, ...Object.keys(objectActions)])] as unknown as readonly [
  string,
  ...string[],
];

export const explanationSchema = z
  .object({
    allowed: z.boolean(),
    user: z.object({
      id: z.string(),
      username: z.string(),
      roles: z.array(z.string()),
      department: z.string().nullable(),
    }),
    action: z.string(),
    policies: z.array(z.string()).meta({ description: 'the policies that decided' }),
    reasons: z.array(z.string()).meta({ description: 'in the language of the request' }),
  })
  .meta({ id: 'Explanation' });

const named = z.object({ name: nameSchema });

export const permissionsRoutes = routes([
  {
    operation: 'listPermissions',
    method: 'GET',
    path: '/permissions',
    access: 'permissions.read',
    summary: 'Every permission, and the roles that allow it',
    reply: z.object({ items: z.array(permissionSchema) }),
    status: [200],
  },
  {
    operation: 'explainDecision',
    method: 'POST',
    path: '/permissions/explain',
    access: 'signed-in',
    summary: 'Whether somebody may do something, and why',
    description:
      'About oneself for everybody; about others with `permissions.read`. Without a resource the question is whether the roles allow the permission.',
    body: z.strictObject({
      user_id: z.string().min(1).max(64).optional(),
      action: z.enum(actions),
      resource: thingReference.optional(),
    }),
    reply: explanationSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'listRoles',
    method: 'GET',
    path: '/roles',
    access: 'permissions.read',
    summary: 'Built-in and custom roles',
    reply: z.object({ items: z.array(roleSchema) }),
    status: [200],
  },
  {
    operation: 'createRole',
    method: 'POST',
    path: '/roles',
    access: 'permissions.manage',
    summary: 'Make a role',
    body: z.strictObject({
      name: nameSchema,
      title,
      inherits: roleSettings.inherits.default([]),
      permissions: roleSettings.permissions.default([]),
      data_scope: roleSettings.data_scope.default('own'),
    }),
    reply: roleSchema,
    status: [201],
    errors: [40901],
  },
  {
    operation: 'showRole',
    method: 'GET',
    path: '/roles/{name}',
    access: 'permissions.read',
    summary: 'A role',
    params: named,
    reply: roleSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'updateRole',
    method: 'PATCH',
    path: '/roles/{name}',
    access: 'permissions.manage',
    summary: 'Change a custom role; it holds everywhere within 5 seconds',
    params: named,
    body: z.strictObject({
      version,
      title: title.optional(),
      inherits: roleSettings.inherits.optional(),
      permissions: roleSettings.permissions.optional(),
      data_scope: roleSettings.data_scope.optional(),
    }),
    reply: roleSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteRole',
    method: 'DELETE',
    path: '/roles/{name}',
    access: 'permissions.manage',
    summary: 'Delete a custom role; whoever holds it loses what it allows',
    params: named,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listPolicies',
    method: 'GET',
    path: '/policies',
    access: 'permissions.read',
    summary: 'The policies of the platform and of this installation, in Cedar',
    reply: z.object({ items: z.array(policySchema) }),
    status: [200],
  },
  {
    operation: 'putPolicy',
    method: 'PUT',
    path: '/policies/{name}',
    access: 'permissions.manage',
    summary: 'Write a policy of this installation; one that fails the validator is refused',
    description:
      'A `forbid` may look at anything the schema knows. A `permit` gives permissions on the platform only: access to single things comes from data scopes and grants. `version` of the one that is replaced; none for a new one.',
    params: named,
    body: z.strictObject({
      title,
      text: z.string().min(1).max(MAX_POLICY_CHARACTERS),
      enabled: z.boolean().default(true),
      version: version.optional(),
    }),
    reply: policySchema,
    status: [200],
    errors: [40901],
  },
  {
    operation: 'deletePolicy',
    method: 'DELETE',
    path: '/policies/{name}',
    access: 'permissions.manage',
    summary: 'Delete a policy of this installation',
    params: named,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'createGrant',
    method: 'POST',
    path: '/grants',
    access: 'signed-in',
    summary: 'Give somebody a right on one thing',
    description:
      'By its owner, whoever has the right `manage` on it, or with `permissions.manage`. A second one for the same thing and the same somebody takes the place of the first. A right counts where the roles of who gets it allow that kind of act.',
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
    params: z.object({ id: idSchema('grt') }),
    reply: z.null(),
    status: [200],
    errors: [40401],
  },
]);
