import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { isRole } from '../platform/permission-names.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { viewBuiltInRole, viewRole } from './views.ts';

/** Shows a role, built-in or custom. */
export const makeShowRole =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'showRole'>> =>
  async ({ params, request }) => {
    if (isRole(params.name)) return ok(viewBuiltInRole(params.name, request.language));
    const { roles: custom } = await policies.read();
    const role = custom.get(params.name);
    if (role === undefined) throw notFound();
    return ok(viewRole(role, custom));
  };
