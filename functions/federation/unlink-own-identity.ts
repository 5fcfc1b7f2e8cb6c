import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import type { IdentitiesDependencies } from './identities.ts';
import { makeTakeIdentity } from './take-identity.ts';

/** `DELETE /auth/identities/{provider}`: one's own; sessions go on. */
export const makeUnlinkOwnIdentity = (
  deps: IdentitiesDependencies,
): Operation<RouteOf<typeof federationRoutes, 'unlinkOwnIdentity'>> => {
  const takeIdentity = makeTakeIdentity(deps);
  return async ({ params, caller }) => {
    await takeIdentity(caller.userId, params.provider);
    return ok(null);
  };
};
