import type { Operation } from '../platform/api.ts';
import { type ApiError, invalidField, notSignedIn, validationFailed } from '../platform/errors.ts';
import type { HttpRequest } from '../platform/request.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { Challenges, PendingChallenge } from './challenge-store.ts';
import type { identityRoutes } from './contract.ts';
import { type DecideSignIn, type SignInState, verdictOf } from './decide-sign-in.ts';
import { openHeldSignIn, poolSessionOf } from './held-sign-in.ts';
import type { OpenSession } from './open-session.ts';
import type { PasswordHistory } from './password-history.ts';
import type { PoolSignIns, SignInOutcome } from './pool-sign-ins.ts';
import type { PoolUsers } from './pool-users.ts';
import type { RecordSignIn } from './record-sign-in.ts';
import type { SecondFactor } from './second-factor.ts';
import { reasonOfRefusal, type SignInGuard } from './sign-in-guard.ts';
import { normalizeUsername, passwordFaults } from './user.ts';
import type { Users } from './user-store.ts';
import type { VerifyAccessToken } from './verify-access-token.ts';

type AnswerRoute = RouteOf<typeof identityRoutes, 'answerChallenge'>;
type Body = BodyOf<AnswerRoute>;

export interface AnswerChallengeDependencies {
  readonly pool: Pick<PoolSignIns, 'answerNewPassword' | 'answerCode'>;
  readonly poolUsers: Pick<PoolUsers, 'setPassword'>;
  readonly users: Pick<Users, 'find'>;
  readonly verify: VerifyAccessToken;
  readonly challenges: Challenges;
  readonly guard: SignInGuard;
  readonly factor: SecondFactor;
  readonly history: PasswordHistory;
  readonly decide: DecideSignIn;
  readonly openSession: OpenSession;
  readonly record: RecordSignIn;
  readonly passwordMinLength: number;
  readonly now: () => number;
}

/** Where the sign-in stands after an answer, and what is to be shown once besides. */
interface Answered {
  readonly state: SignInState;
  readonly recoveryCodes?: readonly string[];
}

const expired = (): ApiError =>
  notSignedIn(text('this sign-in has expired; sign in again', '本次登录已过期，请重新登录'));

const wrongCode: SignInState = { kind: 'refused', reason: 'mfa_wrong' };

const given = (body: Body, field: 'code' | 'new_password'): string => {
  const value = body[field];
  if (value === undefined) throw invalidField(field, text('is missing', '缺失'));
  return value;
};

/**
 * `POST /auth/challenge`: a new password, or a code of the authenticator app, for tokens. The session must be one that
 * a right password was answered with in the last minutes, for this very name.
 */
export const makeAnswerChallenge = (deps: AnswerChallengeDependencies): Operation<AnswerRoute> => {
  const newPassword = async (name: string, body: Body): Promise<string> => {
    const password = given(body, 'new_password');
    const faults = passwordFaults('new_password', password, deps.passwordMinLength, name);
    if (faults.length > 0) throw validationFailed(faults);
    const user = await deps.users.find(name);
    if (user?.status === 'active') await deps.history.refuseUsed(user.id, password, 'new_password');
    return password;
  };

  const remember = async (outcome: SignInOutcome, password: string): Promise<void> => {
    if (outcome.kind !== 'tokens') return;
    await deps.history.remember((await deps.verify(outcome.accessToken)).sub, password);
  };

  /** To a question of the user pool. */
  const answerPool = async ({ name, kind }: PendingChallenge, body: Body): Promise<Answered> => {
    const session = poolSessionOf(body.session);
    if (kind === 'mfa') {
      const outcome = await deps.pool.answerCode(name, session, given(body, 'code'));
      return { state: outcome.kind === 'refused' ? wrongCode : await deps.decide(name, outcome, ['mfa']) };
    }
    const password = await newPassword(name, body);
    const outcome = await deps.pool.answerNewPassword(name, session, password);
    if (outcome === 'not_accepted')
      throw invalidField('new_password', text('is not accepted by the password policy', '不符合密码策略'));
    await remember(outcome, password);
    return { state: await deps.decide(name, outcome, ['new_password']) };
  };

  /** To a question of the platform, which has the pool's tokens already. */
  const answerHeld = async (
    { name, kind }: PendingChallenge,
    sealed: string,
    body: Body,
  ): Promise<Answered> => {
    const { answered, ...tokens } = openHeldSignIn(body.session, sealed);
    const outcome: SignInOutcome = { kind: 'tokens', ...tokens };
    const { sub } = await deps.verify(tokens.accessToken);
    let recoveryCodes: readonly string[] | undefined;
    if (kind === 'new_password') {
      const password = await newPassword(name, body);
      await deps.poolUsers.setPassword(name, password, 'new_password');
      await remember(outcome, password);
    } else if (kind === 'mfa_setup') {
      recoveryCodes = await deps.factor.confirm(sub, given(body, 'code'));
      if (recoveryCodes === undefined) return { state: wrongCode };
    } else if (!(await deps.factor.check(sub, given(body, 'code')))) return { state: wrongCode };
    const state = await deps.decide(name, outcome, [...answered, kind]);
    return recoveryCodes === undefined ? { state } : { state, recoveryCodes };
  };

  const answer = (challenge: PendingChallenge, body: Body): Promise<Answered> =>
    challenge.held === undefined ? answerPool(challenge, body) : answerHeld(challenge, challenge.held, body);

  const recordExpired = async (typed: string, name: string | undefined, request: HttpRequest) => {
    const known = name !== undefined && (await deps.users.find(name)) !== undefined;
    await deps.record(
      { typed, name: known ? name : undefined, outcome: 'refused', reason: 'expired_code' },
      request,
    );
  };

  return async ({ body, request }) => {
    const challenge = await deps.challenges.find(body.session, deps.now());
    const typed = normalizeUsername(body.username);
    if (challenge === undefined || challenge.name !== typed) {
      await recordExpired(body.username, typed, request);
      throw expired();
    }
    const { name } = challenge;
    const refused = (reason: Extract<SignInState, { kind: 'refused' }>['reason']) =>
      deps.record({ typed: name, name, outcome: 'refused', reason }, request);
    let answered: Answered;
    try {
      answered = await deps.guard.attempt(
        name,
        () => answer(challenge, body),
        ({ state }) => verdictOf(state),
      );
    } catch (thrown) {
      const reason = reasonOfRefusal(thrown);
      if (reason !== undefined) await refused(reason);
      throw thrown;
    }
    const { state, ...extra } = answered;
    if (state.kind === 'refused') {
      await refused(state.reason);
      throw state.reason === 'mfa_wrong'
        ? notSignedIn(text('the code is wrong or too old', '验证码错误或已过期'))
        : expired();
    }
    await deps.challenges.remove(body.session);
    return deps.openSession(name, state, request, extra);
  };
};
