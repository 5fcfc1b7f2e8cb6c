import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { stale } from './role-errors.ts';

/** Deletes a policy of this installation. */
export const makeDeletePolicy =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read' | 'changePolicy'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'deletePolicy'>> =>
  async ({ params, query }) =>
    changePolicies(policies, async (snapshot) => {
      const before = snapshot.policies.find(({ name }) => name === params.name);
      if (before === undefined) throw notFound();
      if (before.version !== query.version) throw stale(before.version);
      return {
        write: () => policies.changePolicy({ before, after: undefined }, snapshot.version),
        answer: ok(null),
      };
    });
