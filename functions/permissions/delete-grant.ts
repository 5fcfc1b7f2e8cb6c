import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import { type FindThing, findToShare } from './find-things.ts';
import type { GrantStore } from './grant-store.ts';

/**
 * Takes a right back, by who may share the thing: it counts for nothing with the next request. A grant of a thing that is
 * gone, or that the caller may not see, is 40401 like one that does not exist.
 */
export const makeDeleteGrant =
  ({
    grants,
    findThing,
  }: {
    readonly grants: Pick<GrantStore, 'find' | 'remove'>;
    readonly findThing: FindThing;
  }): Operation<RouteOf<typeof permissionsRoutes, 'deleteGrant'>> =>
  async ({ params, caller }) => {
    const grant = await grants.find(params.id);
    if (grant === undefined) throw notFound();
    await findToShare(findThing, caller, grant.thing);
    if (!(await grants.remove(grant))) throw notFound();
    return ok(null);
  };
