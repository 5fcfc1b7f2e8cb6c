import type { Operation } from '../platform/api.ts';
import { auditedOutside } from '../platform/audit-context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { isProfileName } from './admission.ts';
import type { federationRoutes } from './contract.ts';
import { findWithIdentities, type IdentitiesDependencies, requireManageable } from './identities.ts';

/** `DELETE /users/{id}/identities/{provider}`: sessions go on; disabling the user is what ends them. */
export const makeUnlinkIdentity =
  (deps: IdentitiesDependencies): Operation<RouteOf<typeof federationRoutes, 'unlinkIdentity'>> =>
  async ({ params, caller }) => {
    const { user, held } = await findWithIdentities(deps, params.id);
    await requireManageable(deps, caller, user);
    const identity = held.find(({ provider }) => provider === params.provider);
    if (identity === undefined) throw notFound();
    if (isProfileName(user.name, identity))
      throw conflict(
        text(
          'this user was made by this identity and has no other way in; disable the user instead',
          '该用户由此身份创建，没有其他登录方式；请改为停用该用户',
        ),
      );
    const { provider, subject } = identity;
    await auditedOutside({ resource: { type: 'user', id: user.id }, before: { provider, subject } }, () =>
      deps.identities.unlink(identity),
    );
    return ok(null);
  };
