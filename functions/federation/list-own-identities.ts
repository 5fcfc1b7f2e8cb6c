import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { isProfileName } from './admission.ts';
import type { federationRoutes } from './contract.ts';
import { findWithIdentities, type IdentitiesDependencies, identityReply } from './identities.ts';

/** `GET /auth/identities`. */
export const makeListOwnIdentities =
  (deps: IdentitiesDependencies): Operation<RouteOf<typeof federationRoutes, 'listOwnIdentities'>> =>
  async ({ caller }) => {
    const { user, held } = await findWithIdentities(deps, caller.userId);
    return ok({
      items: held.map(identityReply),
      may_link: !held.some((identity) => isProfileName(user.name, identity)),
    });
  };
