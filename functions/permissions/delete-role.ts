import type { Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { isRole } from '../platform/permission-names.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { builtInStays, stale } from './role-errors.ts';

/** Deletes a custom role that no other one inherits; whoever holds it loses what it allows. */
export const makeDeleteRole =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read' | 'changeRole'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'deleteRole'>> =>
  async ({ params: { name }, query }) =>
    changePolicies(policies, async ({ version, roles }) => {
      if (isRole(name)) throw builtInStays();
      const before = roles.get(name);
      if (before === undefined) throw notFound();
      if (before.version !== query.version) throw stale(before.version);
      const heir = [...roles.values()].find(({ inherits }) => inherits.includes(name));
      if (heir !== undefined)
        throw conflict(
          text(
            `the role ${heir.name} inherits it; change that one first`,
            `角色 ${heir.name} 继承了它，请先修改`,
          ),
        );
      return { write: () => policies.changeRole({ before, after: undefined }, version), answer: ok(null) };
    });
