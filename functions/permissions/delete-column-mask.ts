import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { stale } from './role-errors.ts';

/** Deletes a mask of columns: from then on everybody sees them. */
export const makeDeleteColumnMask =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read' | 'changeMask'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'deleteColumnMask'>> =>
  async ({ params, query }) =>
    changePolicies(policies, async (snapshot) => {
      const before = snapshot.masks.find(({ name }) => name === params.name);
      if (before === undefined) throw notFound();
      if (before.version !== query.version) throw stale(before.version);
      return {
        write: () =>
          audited({ resource: { type: 'column_mask', id: before.name }, before }, () =>
            policies.changeMask({ before, after: undefined }, snapshot.version),
          ),
        answer: ok(null),
      };
    });
