import { permissionsOfRole } from './generated/role-permissions.ts';
import { isRole, type Permission, permissions, type Role } from './permission-names.ts';
import type { Authority } from './thing.ts';

export { permissionsOfRole } from './generated/role-permissions.ts';
export { type Permission, permissions, type Role, roles } from './permission-names.ts';

/** Besides a permission a route may be open to anyone, or to anyone signed in. */
export type Access = Permission | 'public' | 'signed-in';

/** The union of what several built-in roles allow, in the order of the list of permissions. */
export const permissionsOf = (held: readonly string[]): readonly Permission[] => {
  const allowed = new Set(held.filter(isRole).flatMap((role) => permissionsOfRole[role]));
  return permissions.filter((permission) => allowed.has(permission));
};

/** Who calls: the user behind a verified access token, as the user's row says now. */
export interface Caller {
  readonly userId: string;
  readonly username: string;
  /** The built-in roles among {@link roleNames}. */
  readonly roles: readonly Role[];
  /** All roles that the user's row names, custom ones too. */
  readonly roleNames: readonly string[];
  readonly sessionId: string;
  /** The id of the department the user belongs to. */
  readonly department: string | null;
  /** The ids of the user's groups. */
  readonly groups: readonly string[];
  /** What the policies of the moment say of this caller; without it the built-in roles alone count. */
  readonly authority?: Authority;
  /** When they last gave their password or a code in this session, in milliseconds since 1970. */
  readonly confirmedAt?: number | undefined;
}

/**
 * Whether the caller holds a permission. The answer is the policy set's, decided once for a caller and a version of the
 * policies (`functions/permissions/rights.ts`); for the built-in roles alone it was decided when the policies were built.
 */
export const may = (caller: Caller, permission: Permission): boolean =>
  caller.authority === undefined
    ? caller.roles.some((role) => permissionsOfRole[role].includes(permission))
    : caller.authority.rights.permissions.has(permission);

/** All that `may` answers with yes, in the order of the list of permissions. */
export const allowedTo = (caller: Caller): readonly Permission[] =>
  permissions.filter((permission) => may(caller, permission));
