import { loadOnce } from '../platform/deferred.ts';
import { isRole, type Permission } from '../platform/permission-names.ts';
import type { Caller } from '../platform/permissions.ts';
import type { Table } from '../platform/table.ts';
import { makeAuthorize } from './authority.ts';
import { permissionsOfRoles } from './custom-role.ts';
import { openDepartments } from './departments.ts';
import { makeGrantStore } from './grant-store.ts';
import { makePolicyStore } from './policy-store.ts';
import { makeCurrentSnapshot } from './snapshots.ts';

/** Gives callers what the policies of the moment say of them. */
export interface Authorization {
  readonly authorize: (caller: Caller) => Promise<Caller>;
  /** Looks for new policies, if it is time: may go on while the caller is still being read. */
  readonly refresh: () => Promise<unknown>;
}

/** Opens deciding over the table; the function needs to read it. Cedar is loaded with its first use. */
export const openAuthorization = (table: Table): Authorization => {
  const currentSnapshot = makeCurrentSnapshot(makePolicyStore(table), Date.now);
  return {
    refresh: currentSnapshot,
    authorize: makeAuthorize({
      currentSnapshot,
      grants: makeGrantStore(table),
      departments: openDepartments(table),
      engine: loadOnce(async () => (await import('./engine.ts')).makeEngine()),
      now: Date.now,
    }),
  };
};

/** What roles there are and what they allow, custom ones too, as it is written now. */
export interface RoleBook {
  /** Those of the names that are no roles. */
  unknown(names: readonly string[]): Promise<readonly string[]>;
  /** The union of what roles allow; a name that is none allows nothing. */
  permissionsOf(names: readonly string[]): Promise<readonly Permission[]>;
}

export const openRoleBook = (table: Table): RoleBook => {
  const policies = makePolicyStore(table);
  return {
    unknown: async (names) => {
      const { roles } = await policies.read();
      return names.filter((name) => !isRole(name) && !roles.has(name));
    },
    permissionsOf: async (names) => permissionsOfRoles(names, (await policies.read()).roles),
  };
};
