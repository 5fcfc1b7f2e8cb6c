import type { Operation } from '../platform/api.ts';
import { notSignedIn } from '../platform/errors.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { OpenSession } from './open-session.ts';
import type { PoolSignIns, SignInOutcome } from './pool-sign-ins.ts';
import type { SignInGuard, Verdict } from './sign-in-guard.ts';
import { normalizeUsername } from './user.ts';

/**
 * A refused sign-in is answered no sooner than this after it came, in milliseconds: longer than the pool takes to say
 * no, so that the time tells an unknown name from a wrong password as little as the words do.
 */
export const REFUSAL_MS = 500;

export interface LoginDependencies {
  readonly pool: Pick<PoolSignIns, 'signIn'>;
  readonly guard: SignInGuard;
  readonly openSession: OpenSession;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
}

const refused: SignInOutcome = { kind: 'refused' };

/** A challenge is half a success: the series ends when it is answered. */
export const verdictOf = ({ kind }: SignInOutcome): Verdict =>
  kind === 'tokens' ? 'right' : kind === 'refused' ? 'wrong' : 'half';

/** `POST /auth/login`: name and password for tokens, or for a challenge. The words are the same for every refusal. */
export const makeLogin =
  ({
    pool,
    guard,
    openSession,
    now,
    wait,
  }: LoginDependencies): Operation<RouteOf<typeof identityRoutes, 'login'>> =>
  async ({ body, request }) => {
    const started = now();
    const name = normalizeUsername(body.username);
    const counted = name ?? body.username;
    const outcome = await guard.attempt(
      counted,
      async () => (name === undefined ? refused : pool.signIn(name, body.password)),
      verdictOf,
    );
    if (name === undefined || outcome.kind === 'refused') {
      await wait(Math.max(0, started + REFUSAL_MS - now()));
      throw notSignedIn(text('the name or the password is wrong', '用户名或密码错误'));
    }
    return openSession(name, outcome, request);
  };
