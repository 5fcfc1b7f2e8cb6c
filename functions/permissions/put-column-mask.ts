import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import { MAX_MASKS } from './mask-schema.ts';
import type { StoredMask } from './policy-set.ts';
import type { PolicyStore } from './policy-store.ts';
import { stale } from './role-errors.ts';
import { viewMask } from './views.ts';

/** Writes a mask of columns. */
export const makePutColumnMask =
  ({
    policies,
    now,
  }: {
    readonly policies: Pick<PolicyStore, 'read' | 'changeMask'>;
    readonly now: () => number;
  }): Operation<RouteOf<typeof permissionsRoutes, 'putColumnMask'>> =>
  async ({ params: { name }, body: { version, ...settings } }) =>
    changePolicies(policies, async (snapshot) => {
      const before = snapshot.masks.find((mask) => mask.name === name);
      if (before?.version !== version) throw stale(before?.version ?? 0);
      if (before === undefined && snapshot.masks.length >= MAX_MASKS)
        throw conflict(text(`there are ${MAX_MASKS} masks already`, `脱敏规则已达 ${MAX_MASKS} 条`));
      const after: StoredMask = {
        name,
        ...settings,
        version: (before?.version ?? 0) + 1,
        updatedAt: new Date(now()).toISOString(),
      };
      return {
        write: () =>
          audited({ resource: { type: 'column_mask', id: name }, before, after }, () =>
            policies.changeMask({ before, after }, snapshot.version),
          ),
        answer: ok(viewMask(after)),
      };
    });
