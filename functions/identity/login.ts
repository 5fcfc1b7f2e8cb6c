import type { Operation } from '../platform/api.ts';
import { notSignedIn } from '../platform/errors.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import { type DecideSignIn, type SignInState, verdictOf } from './decide-sign-in.ts';
import type { OpenSession } from './open-session.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import type { RecordSignIn } from './record-sign-in.ts';
import { reasonOfRefusal, type SignInGuard } from './sign-in-guard.ts';
import { normalizeUsername } from './user.ts';
import type { Users } from './user-store.ts';

/**
 * A refused sign-in is answered no sooner than this after it came, in milliseconds: longer than the pool takes to say
 * no, so that the time tells an unknown name from a wrong password as little as the words do.
 */
export const REFUSAL_MS = 500;

export interface LoginDependencies {
  readonly pool: Pick<PoolSignIns, 'signIn'>;
  readonly users: Pick<Users, 'find'>;
  readonly guard: SignInGuard;
  readonly decide: DecideSignIn;
  readonly openSession: OpenSession;
  readonly record: RecordSignIn;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
}

const nobody: SignInState = { kind: 'refused', reason: 'unknown_user' };

/**
 * `POST /auth/login`: name and password for tokens, or for a question. The words are the same for every refusal; its
 * reason stands in the sign-in log.
 */
export const makeLogin = (deps: LoginDependencies): Operation<RouteOf<typeof identityRoutes, 'login'>> => {
  const { pool, users, guard, decide, openSession, record, now, wait } = deps;
  return async ({ body, request }) => {
    const started = now();
    const typed = body.username;
    const name = normalizeUsername(typed);
    const ask = async () =>
      name === undefined ? nobody : decide(name, await pool.signIn(name, body.password), []);
    let state: SignInState;
    try {
      state = await guard.attempt(name ?? typed, ask, verdictOf);
    } catch (thrown) {
      const reason = reasonOfRefusal(thrown);
      if (reason !== undefined) {
        const known = name !== undefined && (await users.find(name)) !== undefined;
        await record({ typed, name: known ? name : undefined, outcome: 'refused', reason }, request);
      }
      throw thrown;
    }
    if (name === undefined || state.kind === 'refused') {
      const reason = state.kind === 'refused' ? state.reason : undefined;
      const known = reason !== 'unknown_user';
      await record({ typed, name: known ? name : undefined, outcome: 'refused', reason }, request);
      await wait(Math.max(0, started + REFUSAL_MS - now()));
      throw notSignedIn(text('the name or the password is wrong', '用户名或密码错误'));
    }
    return openSession(name, state, request);
  };
};
