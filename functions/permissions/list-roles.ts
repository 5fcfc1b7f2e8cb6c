import type { Operation } from '../platform/api.ts';
import { roles } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { viewBuiltInRole, viewRole } from './views.ts';

/** Lists the built-in roles, then the custom ones by name. */
export const makeListRoles =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'listRoles'>> =>
  async ({ request }) => {
    const { roles: custom } = await policies.read();
    const sorted = [...custom.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return ok({
      items: [
        ...roles.map((name) => viewBuiltInRole(name, request.language)),
        ...sorted.map((role) => viewRole(role, custom)),
      ],
    });
  };
