import type { User } from '../identity/index.ts';
import { auditedOutside } from '../platform/audit-context.ts';
import { notFound } from '../platform/errors.ts';
import { findWithIdentities, type IdentitiesDependencies, requireNative } from './identities.ts';

/** Takes an identity away from a user; `check` says first whether the caller may. Throws 40401, and 40901 for the only way in. */
export const makeTakeIdentity =
  (deps: IdentitiesDependencies) =>
  async (userId: string, provider: string, check?: (user: User) => Promise<void>): Promise<void> => {
    const { user, held } = await findWithIdentities(deps, userId);
    await check?.(user);
    const identity = held.find((each) => each.provider === provider);
    if (identity === undefined) throw notFound();
    requireNative(user, [identity]);
    const before = { provider, subject: identity.subject };
    await auditedOutside({ resource: { type: 'user', id: user.id }, before }, () =>
      deps.identities.unlink(identity),
    );
  };
