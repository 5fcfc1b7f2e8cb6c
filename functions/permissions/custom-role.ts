import { isRole, type Permission, permissions } from '../platform/permission-names.ts';
import { permissionsOfRole } from '../platform/permissions.ts';
import { isReaching, type Reaching, type Rights, reaching } from '../platform/thing.ts';
import type { DataScope } from './vocabulary-schema.ts';

/** A role that an administrator made. */
export interface CustomRole {
  readonly name: string;
  readonly title: string;
  /** Names of roles whose permissions it has too. */
  readonly inherits: readonly string[];
  readonly permissions: readonly Permission[];
  readonly dataScope: DataScope;
  /** Counts changes. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type CustomRoles = ReadonlyMap<string, CustomRole>;

/** Departments that a caller's data scopes reach. */
export interface Reached {
  readonly own: string | null;
  /** The own one and all below it. */
  readonly below: readonly string[];
}

/** A role with all it inherits, directly and through others; names that are no role any more give nothing. */
export const closureOf = (names: readonly string[], custom: CustomRoles): ReadonlySet<string> => {
  const found = new Set<string>();
  const left = [...names];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (found.has(name) || !(isRole(name) || custom.has(name))) continue;
    found.add(name);
    left.push(...(custom.get(name)?.inherits ?? []));
  }
  return found;
};

/** The role that would inherit itself when `name` inherits `inherits`: undefined when there is none. */
export const findCycle = (
  name: string,
  inherits: readonly string[],
  custom: CustomRoles,
): string | undefined => {
  const reaches = (from: string, seen: Set<string>): boolean => {
    if (from === name) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (custom.get(from)?.inherits ?? []).some((parent) => reaches(parent, seen));
  };
  return inherits.find((parent) => reaches(parent, new Set()));
};

/** What a role allows by itself, without what it inherits. */
const ownPermissions = (name: string, custom: CustomRoles): readonly Permission[] =>
  isRole(name) ? permissionsOfRole[name] : (custom.get(name)?.permissions ?? []);

/** What a role allows with all it inherits, before its data scope. */
const plainPermissions = (name: string, custom: CustomRoles): ReadonlySet<Permission> =>
  new Set([...closureOf([name], custom)].flatMap((each) => ownPermissions(each, custom)));

/** What a custom role's own policy permits: its permissions and, with the scope `all`, the widest form of those it reaches. */
export const permittedBy = (role: CustomRole, custom: CustomRoles): readonly Permission[] => {
  const held = new Set<Permission>(role.permissions);
  if (role.dataScope === 'all')
    for (const permission of plainPermissions(role.name, custom))
      if (isReaching(permission)) held.add(reaching[permission]);
  return permissions.filter((permission) => held.has(permission));
};

/** The union of what roles allow, in the order of the list of permissions. */
export const permissionsOfRoles = (names: readonly string[], custom: CustomRoles): readonly Permission[] => {
  const held = new Set(
    [...closureOf(names, custom)].flatMap((name) => {
      const role = custom.get(name);
      return role === undefined ? ownPermissions(name, custom) : permittedBy(role, custom);
    }),
  );
  return permissions.filter((permission) => held.has(permission));
};

/**
 * The departments that each permission reaches: of every custom role that is held or inherited, its data scope counts
 * for all that the role allows.
 */
export const reachOfRoles = (
  names: readonly string[],
  custom: CustomRoles,
  { own, below }: Reached,
): Rights['reach'] => {
  const reach: Partial<Record<Reaching, Set<string>>> = {};
  for (const name of closureOf(names, custom)) {
    const scope = custom.get(name)?.dataScope ?? 'own';
    const departments =
      scope === 'department_and_below' ? below : scope === 'department' && own !== null ? [own] : [];
    if (departments.length === 0) continue;
    for (const permission of plainPermissions(name, custom))
      if (isReaching(permission)) {
        reach[permission] ??= new Set();
        for (const department of departments) reach[permission].add(department);
      }
  }
  return Object.fromEntries(Object.entries(reach).map(([permission, ids]) => [permission, [...ids].sort()]));
};

/** Whether any of the roles has a data scope that needs to know the departments below. */
export const reachesBelow = (names: readonly string[], custom: CustomRoles): boolean =>
  [...closureOf(names, custom)].some((name) => custom.get(name)?.dataScope === 'department_and_below');
