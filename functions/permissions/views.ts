import { roleTitles } from '../platform/permission-words.ts';
import { permissionsOfRole, type Role } from '../platform/permissions.ts';
import type { Language } from '../platform/text.ts';
import { type CustomRole, type CustomRoles, permissionsOfRoles } from './custom-role.ts';
import type { Grant } from './grant.ts';
import type { CustomPolicy, StoredMask } from './policy-set.ts';

/** A built-in role as the API shows it. */
export const viewBuiltInRole = (name: Role, language: Language) => ({
  name,
  title: roleTitles[name][language],
  inherits: [],
  permissions: [...permissionsOfRole[name]],
  data_scope: 'own' as const,
  built_in: true,
  effective_permissions: [...permissionsOfRole[name]],
  version: 1,
  created_at: null,
  updated_at: null,
});

/** A custom role as the API shows it. */
export const viewRole = (role: CustomRole, all: CustomRoles) => ({
  name: role.name,
  title: role.title,
  inherits: [...role.inherits],
  permissions: [...role.permissions],
  data_scope: role.dataScope,
  built_in: false,
  effective_permissions: [...permissionsOfRoles([role.name], all)],
  version: role.version,
  created_at: role.createdAt,
  updated_at: role.updatedAt,
});

export const viewPolicy = (policy: CustomPolicy) => ({
  name: policy.name,
  title: policy.title,
  text: policy.text,
  enabled: policy.enabled,
  built_in: false,
  version: policy.version,
  updated_at: policy.updatedAt,
});

export const viewMask = (mask: StoredMask) => ({
  name: mask.name,
  title: mask.title,
  columns: [...mask.columns],
  kind: mask.kind,
  enabled: mask.enabled,
  version: mask.version,
  updated_at: mask.updatedAt,
});

export const viewGrant = (grant: Grant) => ({
  id: grant.id,
  resource: { ...grant.thing },
  to: { ...grant.to, name: grant.toName },
  right: grant.right,
  until: grant.until,
  granted_by: grant.grantedBy,
  created_at: grant.createdAt,
});
