import type { Operation } from '../platform/api.ts';
import { auditedOutside } from '../platform/audit-context.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { federationRoutes } from './contract.ts';
import {
  findWithIdentities,
  type IdentitiesDependencies,
  identityReply,
  identityTaken,
  requireManageable,
  requireProvider,
} from './identities.ts';

/**
 * `POST /users/{id}/identities`: from now on whoever the provider calls so is this user. Sent twice it is done once: the
 * same identity of the same user is answered as it is.
 */
export const makeLinkIdentity =
  (deps: IdentitiesDependencies): Operation<RouteOf<typeof federationRoutes, 'linkIdentity'>> =>
  async ({ params, body, caller }) => {
    const { user, held } = await findWithIdentities(deps, params.id);
    await requireManageable(deps, caller, user);
    requireProvider(deps.providers, body.provider);
    const location = `/users/${user.id}/identities`;
    const there = held.find(({ provider }) => provider === body.provider);
    if (there !== undefined && there.subject !== body.subject) throw identityTaken();
    if (there !== undefined) return created(identityReply(there), location);
    await auditedOutside({ resource: { type: 'user', id: user.id }, after: body }, async () => {
      if (!(await deps.identities.link(user.name, body))) throw identityTaken();
    });
    const linked = (await deps.identities.listOf(user.name))?.find(
      ({ provider, subject }) => provider === body.provider && subject === body.subject,
    );
    return created(identityReply(linked ?? { ...body, linkedAt: null }), location);
  };
