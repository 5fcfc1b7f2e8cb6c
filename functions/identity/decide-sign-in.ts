import type { ChallengeKind } from './challenge-schema.ts';
import type { CredentialStore } from './credential-store.ts';
import { isPasswordOld } from './credentials.ts';
import type { PoolChallenge, SignInOutcome } from './pool-sign-ins.ts';
import type { SignInReason } from './session-schema.ts';
import type { Verdict } from './sign-in-guard.ts';
import { freshUser, rolesOf } from './user.ts';
import type { UserRow, Users } from './user-store.ts';
import type { AccessClaims, VerifyAccessToken } from './verify-access-token.ts';

type Tokens = Extract<SignInOutcome, { kind: 'tokens' }>;

/** Where a sign-in stands after the user pool has answered. */
export type SignInState =
  | { readonly kind: 'refused'; readonly reason: SignInReason }
  | { readonly kind: 'pool_question'; readonly challenge: PoolChallenge; readonly session: string }
  | (Accepted & { readonly kind: 'question'; readonly challenge: ChallengeKind })
  | (Accepted & { readonly kind: 'signed_in' });

interface Accepted {
  readonly tokens: Tokens;
  readonly claims: AccessClaims;
  /** As it is shown. */
  readonly username: string;
  /** Questions that were answered already. */
  readonly answered: readonly ChallengeKind[];
}

export interface DecideSignInDependencies {
  readonly verify: VerifyAccessToken;
  readonly users: Users;
  readonly credentials: Pick<CredentialStore, 'find'>;
  /** Roles that need a second factor. */
  readonly factorRoles: readonly string[];
  /** After so many days a password must be changed; 0: never. */
  readonly passwordMaxDays: number;
  readonly now: () => number;
}

/** A question is half a success: the series of failures goes on until it is answered. */
export const verdictOf = ({ kind }: SignInState): Verdict =>
  kind === 'signed_in' ? 'right' : kind === 'refused' ? 'wrong' : 'half';

/** What must still be answered before there are tokens, the second factor first. */
export const nextQuestion = (
  facts: { readonly hasFactor: boolean; readonly needsFactor: boolean; readonly passwordOld: boolean },
  answered: readonly ChallengeKind[],
): ChallengeKind | undefined => {
  const proved = answered.includes('mfa') || answered.includes('mfa_setup');
  if (facts.hasFactor && !proved) return 'mfa';
  if (!facts.hasFactor && facts.needsFactor && !proved) return 'mfa_setup';
  return facts.passwordOld && !answered.includes('new_password') ? 'new_password' : undefined;
};

/** Why the pool said no: it does not tell itself. */
const refusalOf = (row: UserRow | undefined): SignInReason => {
  if (row === undefined) return 'unknown_user';
  return row.status === 'disabled' ? 'disabled' : 'wrong_password';
};

/**
 * Decides what comes of the pool's answer. It also sees to it that a user who can sign in has a complete row: one whose
 * registration was cut off after the password was set is completed, one whom somebody made in the user pool itself is
 * taken in, one from before rows had roles gets those of the pool. A disabled user, whom the pool may not know as
 * disabled yet, is refused.
 */
export const makeDecideSignIn = (deps: DecideSignInDependencies) => {
  /** What the row says now; undefined: nobody may sign in by it. */
  const completeUser = async (
    claims: AccessClaims,
  ): Promise<{ username: string; createdAt: string; roles: readonly string[] } | undefined> => {
    const { username: name, sub: id } = claims;
    const inPool = rolesOf(claims['cognito:groups']);
    const row = await deps.users.find(name);
    if (row === undefined) {
      const createdAt = new Date(deps.now()).toISOString();
      const adopted = freshUser({ id, name, username: name, email: null, createdAt }, inPool);
      await deps.users.adopt(adopted);
      return { ...adopted, roles: inPool };
    }
    if (row.status === 'creating') {
      await deps.users.activate(name, row.attempt, id, inPool);
      return { ...row, roles: inPool };
    }
    if (row.status === 'disabled' || row.id !== id) return undefined;
    if (row.roles === undefined) await deps.users.complete(row, inPool);
    return { ...row, roles: row.roles ?? inPool };
  };

  return async (
    name: string,
    outcome: SignInOutcome,
    answered: readonly ChallengeKind[],
  ): Promise<SignInState> => {
    if (outcome.kind === 'challenge')
      return { kind: 'pool_question', challenge: outcome.challenge, session: outcome.session };
    if (outcome.kind === 'refused') {
      const row = await deps.users.find(name);
      return { kind: 'refused', reason: refusalOf(row) };
    }
    const claims = await deps.verify(outcome.accessToken);
    const user = await completeUser(claims);
    if (user === undefined) return { kind: 'refused', reason: 'disabled' };
    const { username, createdAt, roles } = user;
    const credentials = await deps.credentials.find(claims.sub);
    const question = nextQuestion(
      {
        hasFactor: credentials.factor !== undefined,
        needsFactor: deps.factorRoles.some((role) => roles.includes(role)),
        passwordOld: isPasswordOld(credentials, createdAt, deps.passwordMaxDays, deps.now()),
      },
      answered,
    );
    const accepted = { tokens: outcome, claims, username, answered };
    return question === undefined
      ? { kind: 'signed_in', ...accepted }
      : { kind: 'question', challenge: question, ...accepted };
  };
};

export type DecideSignIn = ReturnType<typeof makeDecideSignIn>;
