import type { Operation } from '../platform/api.ts';
import { notSignedIn } from '../platform/errors.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { OpenSession } from './open-session.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import type { SignInGuard } from './sign-in-guard.ts';
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
    await guard.check(counted);
    const outcome = name === undefined ? undefined : await pool.signIn(name, body.password);
    if (name === undefined || outcome === undefined || outcome.kind === 'refused') {
      await guard.failed(counted);
      await wait(Math.max(0, started + REFUSAL_MS - now()));
      throw notSignedIn(text('the name or the password is wrong', '用户名或密码错误'));
    }
    // A challenge is half a success: the series ends when it is answered.
    if (outcome.kind === 'tokens') await guard.succeeded(name);
    return openSession(name, outcome, request);
  };
