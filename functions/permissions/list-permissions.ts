import type { Operation } from '../platform/api.ts';
import { permissionTitles } from '../platform/permission-words.ts';
import { permissions, roles } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import { permissionsOfRoles } from './custom-role.ts';
import type { PolicyStore } from './policy-store.ts';

/** Lists every permission with the built-in and custom roles that allow it. */
export const makeListPermissions =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'listPermissions'>> =>
  async ({ request }) => {
    const { roles: custom } = await policies.read();
    const allowed = [...roles, ...custom.keys()].map(
      (name) => [name, new Set(permissionsOfRoles([name], custom))] as const,
    );
    return ok({
      items: permissions.map((name) => ({
        name,
        title: permissionTitles[name][request.language],
        roles: allowed.filter(([, held]) => held.has(name)).map(([role]) => role),
      })),
    });
  };
