import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import { type IdentitiesDependencies, requireManageable } from './identities.ts';
import { makeTakeIdentity } from './take-identity.ts';

/** `DELETE /users/{id}/identities/{provider}`: sessions go on; disabling the user is what ends them. */
export const makeUnlinkIdentity = (
  deps: IdentitiesDependencies,
): Operation<RouteOf<typeof federationRoutes, 'unlinkIdentity'>> => {
  const takeIdentity = makeTakeIdentity(deps);
  return async ({ params, caller }) => {
    await takeIdentity(params.id, params.provider, (user) => requireManageable(deps, caller, user));
    return ok(null);
  };
};
