import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import { type FindThing, findToShare } from './find-things.ts';
import type { GrantStore } from './grant-store.ts';
import { viewGrant } from './views.ts';

/** Lists who has a right on a thing, for who may share it; ended grants too, until they are removed. */
export const makeListGrants =
  ({
    grants,
    findThing,
  }: {
    readonly grants: Pick<GrantStore, 'listOn'>;
    readonly findThing: FindThing;
  }): Operation<RouteOf<typeof permissionsRoutes, 'listGrants'>> =>
  async ({ query, caller }) => {
    const thing = await findToShare(findThing, caller, { type: query.resource_type, id: query.resource_id });
    const found = await grants.listOn(thing);
    return ok({ items: [...found].sort((a, b) => (a.id < b.id ? -1 : 1)).map(viewGrant) });
  };
