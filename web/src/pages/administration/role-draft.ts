import type { Schemas } from '../../api/schemas.ts';

export type Role = Schemas['Role'];
export type DataScope = Role['data_scope'];

export const dataScopes: readonly DataScope[] = ['own', 'department', 'department_and_below', 'all'];

/** Message keys of the data scopes. */
export const scopeKeys: Readonly<Record<DataScope, string>> = {
  all: 'roles.scopeAll',
  department: 'roles.scopeDepartment',
  department_and_below: 'roles.scopeDepartmentAndBelow',
  own: 'roles.scopeOwn',
};

/** Roles that a role may inherit: not itself, and none that inherits it already. */
export const heirsLeft = (roles: readonly Role[], name: string | undefined): readonly Role[] => {
  const inherits = (role: Role, seen: Set<string>): boolean =>
    role.inherits.some((parent) => {
      if (parent === name) return true;
      if (seen.has(parent)) return false;
      seen.add(parent);
      const found = roles.find((each) => each.name === parent);
      return found !== undefined && inherits(found, seen);
    });
  return roles.filter((role) => role.name !== name && !inherits(role, new Set()));
};
