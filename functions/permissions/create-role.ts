import type { Operation } from '../platform/api.ts';
import { conflict } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { isRole } from '../platform/permission-names.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import { MAX_ROLES } from './contract.ts';
import type { CustomRole } from './custom-role.ts';
import type { PolicyStore } from './policy-store.ts';
import { checkInherits } from './role-errors.ts';
import { viewRole } from './views.ts';

/** Makes a custom role. */
export const makeCreateRole =
  ({
    policies,
    now,
  }: {
    readonly policies: Pick<PolicyStore, 'read' | 'changeRole'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof permissionsRoutes, 'createRole'>> =>
  async ({ body }) =>
    changePolicies(policies, async ({ version, roles }) => {
      const { name } = body;
      if (isRole(name) || roles.has(name))
        throw conflict(text('there is a role of this name', '已有同名角色'));
      if (roles.size >= MAX_ROLES)
        throw conflict(text(`there are ${MAX_ROLES} custom roles already`, `自定义角色已达 ${MAX_ROLES} 个`));
      checkInherits(name, body.inherits, roles);
      const at = new Date(now()).toISOString();
      const role: CustomRole = {
        name,
        title: body.title,
        inherits: [...new Set(body.inherits)],
        permissions: [...new Set(body.permissions)],
        dataScope: body.data_scope,
        version: 1,
        createdAt: at,
        updatedAt: at,
      };
      return {
        write: () => policies.changeRole({ before: undefined, after: role }, version),
        answer: created(viewRole(role, new Map(roles).set(name, role)), `${basePath}/roles/${name}`),
      };
    });
