import type { User, Users } from '../identity/index.ts';
import { actingAs, auditedOutside } from '../platform/audit-context.ts';
import { type Arrival, isProfileName } from './admission.ts';
import type { SignInFailure } from './contract.ts';
import type { PoolIdentities } from './pool-identities.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

export interface FinishIdentityLinkDependencies {
  readonly users: Pick<Users, 'find'>;
  readonly findUser: (id: string) => Promise<User | undefined>;
  readonly identities: Pick<PoolIdentities, 'link' | 'removeProfile'>;
  /** Whether the session goes on in which linking was begun. */
  readonly isSessionAlive: (userId: string, sessionId: string) => Promise<boolean>;
}

/**
 * Links the identity that has just been proved to the user who asked for it. Nothing when it is theirs already; never one
 * that is, or has been, a user of its own.
 */
export const makeFinishIdentityLink =
  ({ users, findUser, identities, isSessionAlive }: FinishIdentityLinkDependencies) =>
  async (
    arrival: Arrival,
    { userId, sessionId }: NonNullable<SignInAttempt['link']>,
  ): Promise<'linked' | SignInFailure> => {
    const user = await findUser(userId);
    if (user?.status !== 'active' || !(await isSessionAlive(userId, sessionId))) return 'expired';
    if (arrival.id === user.id) return 'linked';
    const isNobody = isProfileName(arrival.name, arrival) && (await users.find(arrival.name)) === undefined;
    if (!isNobody) return 'identity_taken';
    const { provider, subject } = arrival;
    const actor = {
      type: 'user' as const,
      id: user.id,
      name: user.username,
      roles: [...(user.roles ?? [])],
      session: sessionId,
      on_behalf_of: null,
    };
    const change = {
      action: 'identities.link',
      resource: { type: 'user', id: user.id },
      after: { provider, subject },
    };
    const linked = await actingAs(actor, () =>
      auditedOutside(
        change,
        async () => {
          // The pool links no identity that has a profile of its own; nobody's row was made for this one.
          await identities.removeProfile(arrival.name);
          return identities.link(user.name, { provider, subject });
        },
        (done) => done,
      ),
    );
    return linked ? 'linked' : 'identity_taken';
  };

export type FinishIdentityLink = ReturnType<typeof makeFinishIdentityLink>;
