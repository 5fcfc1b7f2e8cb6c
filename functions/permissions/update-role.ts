import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { isRole } from '../platform/permission-names.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import type { CustomRole } from './custom-role.ts';
import type { PolicyStore } from './policy-store.ts';
import { builtInStays, checkInherits, stale } from './role-errors.ts';
import { viewRole } from './views.ts';

/** Changes a custom role; every function takes it within 5 seconds. */
export const makeUpdateRole =
  ({
    policies,
    now,
  }: {
    readonly policies: Pick<PolicyStore, 'read' | 'changeRole'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof permissionsRoutes, 'updateRole'>> =>
  async ({ params: { name }, body }) =>
    changePolicies(policies, async ({ version, roles }) => {
      if (isRole(name)) throw builtInStays();
      const before = roles.get(name);
      if (before === undefined) throw notFound();
      if (before.version !== body.version) throw stale(before.version);
      const after: CustomRole = {
        ...before,
        title: body.title ?? before.title,
        inherits: [...new Set(body.inherits ?? before.inherits)],
        permissions: [...new Set(body.permissions ?? before.permissions)],
        dataScope: body.data_scope ?? before.dataScope,
        version: before.version + 1,
        updatedAt: new Date(now()).toISOString(),
      };
      checkInherits(name, after.inherits, roles);
      return {
        write: () => policies.changeRole({ before, after }, version),
        answer: ok(viewRole(after, new Map(roles).set(name, after))),
      };
    });
