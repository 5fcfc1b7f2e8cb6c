import { rolesOf } from '../identity/index.ts';
import { type Permission, permissionsOf } from '../platform/permissions.ts';

/** What roles there are and what they allow; custom ones come from whoever keeps them. */
export interface RoleBook {
  /** Those of the names that are no roles. */
  unknown(names: readonly string[]): Promise<readonly string[]>;
  /** The union of what roles allow; a name that is none allows nothing. */
  permissionsOf(names: readonly string[]): Promise<readonly Permission[]>;
}

/** The built-in roles alone. */
export const builtInRoles: RoleBook = {
  unknown: async (names) => names.filter((name) => rolesOf([name]).length === 0),
  permissionsOf: async (names) => permissionsOf(rolesOf(names)),
};
