import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { permissions } from '../platform/permission-names.ts';
import { routes } from '../platform/route.ts';
import { objectActions } from '../platform/thing.ts';
import { grantRoutes, thingReference } from './grant-schema.ts';
import { maskRoutes } from './mask-schema.ts';
import { nameSchema, version } from './name-schema.ts';
import { dataScopes } from './vocabulary-schema.ts';

export const MAX_ROLES = 200;
export const MAX_POLICIES = 200;
const MAX_POLICY_CHARACTERS = 10_000;

const title = z.string().trim().min(1).max(100);

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
    audit: { none: 'a question: nothing changes' },
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
    stepUp: true,
    summary: 'Make a role',
    audit: { action: 'roles.create', resource: 'role' },
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
    stepUp: true,
    summary: 'Change a custom role; it holds everywhere within 5 seconds',
    audit: { action: 'roles.update', resource: 'role' },
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
    stepUp: true,
    summary: 'Delete a custom role; whoever holds it loses what it allows',
    audit: { action: 'roles.delete', resource: 'role' },
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
    stepUp: true,
    summary: 'Write a policy of this installation; one that fails the validator is refused',
    description:
      'A `forbid` may look at anything the schema knows. A `permit` gives permissions on the platform only: access to single things comes from data scopes and grants. `version` of the one that is replaced; none for a new one.',
    audit: { action: 'policies.update', resource: 'policy' },
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
    stepUp: true,
    summary: 'Delete a policy of this installation',
    audit: { action: 'policies.delete', resource: 'policy' },
    params: named,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  ...maskRoutes,
  ...grantRoutes,
]);
