import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import { findWithIdentities, type IdentitiesDependencies, identityReply } from './identities.ts';

/** `GET /users/{id}/identities`. */
export const makeListIdentities =
  (deps: IdentitiesDependencies): Operation<RouteOf<typeof federationRoutes, 'listIdentities'>> =>
  async ({ params }) =>
    ok({ items: (await findWithIdentities(deps, params.id)).held.map(identityReply) });
