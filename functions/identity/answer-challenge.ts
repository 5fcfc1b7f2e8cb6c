import type { Operation } from '../platform/api.ts';
import { type ApiError, invalidField, notSignedIn, validationFailed } from '../platform/errors.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { Challenges, PendingChallenge } from './challenge-store.ts';
import type { identityRoutes } from './contract.ts';
import { verdictOf } from './login.ts';
import { type OpenSession, poolSessionOf } from './open-session.ts';
import type { PoolSignIns, SignInOutcome } from './pool-sign-ins.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import { normalizeUsername, passwordFaults } from './user.ts';

type AnswerRoute = RouteOf<typeof identityRoutes, 'answerChallenge'>;

export interface AnswerChallengeDependencies {
  readonly pool: Pick<PoolSignIns, 'answerNewPassword' | 'answerCode'>;
  readonly challenges: Challenges;
  readonly guard: SignInGuard;
  readonly openSession: OpenSession;
  readonly passwordMinLength: number;
  readonly now: () => number;
}

const expired = (): ApiError =>
  notSignedIn(text('this sign-in has expired; sign in again', '本次登录已过期，请重新登录'));

const missing = (field: string): ApiError => invalidField(field, text('is missing', '缺失'));

/**
 * `POST /auth/challenge`: a new password, or a code of the authenticator app, for tokens. The session must be one that
 * a right password was answered with in the last three minutes, for this very name.
 */
export const makeAnswerChallenge = (deps: AnswerChallengeDependencies): Operation<AnswerRoute> => {
  const answer = async (
    { name, kind }: PendingChallenge,
    body: BodyOf<AnswerRoute>,
  ): Promise<SignInOutcome> => {
    const poolSession = poolSessionOf(body.session);
    if (kind === 'mfa') {
      if (body.code === undefined) throw missing('code');
      return deps.pool.answerCode(name, poolSession, body.code);
    }
    if (body.new_password === undefined) throw missing('new_password');
    const faults = passwordFaults('new_password', body.new_password, deps.passwordMinLength);
    if (faults.length > 0) throw validationFailed(faults);
    const outcome = await deps.pool.answerNewPassword(name, poolSession, body.new_password);
    if (outcome === 'not_accepted')
      throw invalidField('new_password', text('is not accepted by the password policy', '不符合密码策略'));
    return outcome;
  };

  return async ({ body, request }) => {
    const challenge = await deps.challenges.find(body.session, deps.now());
    if (challenge === undefined || challenge.name !== normalizeUsername(body.username)) throw expired();
    const { name } = challenge;
    const outcome = await deps.guard.attempt(name, () => answer(challenge, body), verdictOf);
    if (outcome.kind === 'refused') {
      throw challenge.kind === 'mfa'
        ? notSignedIn(text('the code is wrong or too old', '验证码错误或已过期'))
        : expired();
    }
    await deps.challenges.remove(body.session);
    return deps.openSession(name, outcome, request);
  };
};
