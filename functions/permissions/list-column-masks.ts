import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { viewMask } from './views.ts';

/** Lists the masks of columns, by name. */
export const makeListColumnMasks =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'listColumnMasks'>> =>
  async () =>
    ok({ items: (await policies.read()).masks.map(viewMask) });
