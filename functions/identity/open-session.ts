import { randomBytes } from 'node:crypto';
import { notSignedIn } from '../platform/errors.ts';
import { type HttpReply, type HttpRequest, ok } from '../platform/request.ts';
import { text } from '../platform/text.ts';
import type { Challenges } from './challenge-store.ts';
import type { SignInOutcome } from './pool-sign-ins.ts';
import type { RefreshCookie } from './refresh-cookie.ts';
import { hashRefreshToken, sealRefreshToken } from './session.ts';
import type { Sessions } from './session-store.ts';
import { freshUser, rolesOf } from './user.ts';
import type { Users } from './user-store.ts';
import type { AccessClaims, VerifyAccessToken } from './verify-access-token.ts';

export interface OpenSessionDependencies {
  readonly verify: VerifyAccessToken;
  readonly sessions: Sessions;
  readonly users: Users;
  readonly challenges: Challenges;
  readonly cookie: RefreshCookie;
  /** How long a session lasts, in seconds. */
  readonly sessionSeconds: number;
  readonly now: () => number;
}

type Passed = Exclude<SignInOutcome, { kind: 'refused' }>;
type Tokens = Extract<Passed, { kind: 'tokens' }>;

/** Tokens as the API answers them; the console gets the refresh token as a cookie. */
export const tokensReply = (
  { cookie, sessionSeconds }: Pick<OpenSessionDependencies, 'cookie' | 'sessionSeconds'>,
  request: HttpRequest,
  tokens: { accessToken: string; refreshToken: string; expiresIn: number },
): HttpReply => {
  const inCookie = cookie.wanted(request);
  const reply = ok({
    access_token: tokens.accessToken,
    refresh_token: inCookie ? '' : tokens.refreshToken,
    token_type: 'bearer',
    expires_in: tokens.expiresIn,
  });
  return inCookie ? { ...reply, cookies: [cookie.write(tokens.refreshToken, sessionSeconds)] } : reply;
};

/** In the words of a wrong password: whether a name is disabled is nobody's business who cannot sign in. */
const refused = () => notSignedIn(text('the name or the password is wrong', '用户名或密码错误'));

/**
 * Sees to it that a user who can sign in has a complete row: one whose registration was cut off after the password was
 * set is completed, one whom somebody made in the user pool itself is taken in, one from before rows had roles gets
 * those of the pool. Throws 40101 for a disabled user, whom the pool may not know as disabled yet.
 */
const completeUser = async (users: Users, claims: AccessClaims, at: string): Promise<void> => {
  const { username: name, sub: id } = claims;
  const inPool = rolesOf(claims['cognito:groups']);
  const row = await users.find(name);
  if (row === undefined)
    await users.adopt(freshUser({ id, name, username: name, email: null, createdAt: at }, inPool));
  else if (row.status === 'creating') await users.activate(name, row.attempt, id, inPool);
  else if (row.status === 'disabled' || row.id !== id) throw refused();
  else if (row.roles === undefined) await users.complete(row, inPool);
};

/** Makes what the pool said yes to into an answer: a new session with its tokens, or a challenge to be answered. */
export const makeOpenSession = (deps: OpenSessionDependencies) => {
  const start = async (tokens: Tokens, request: HttpRequest): Promise<HttpReply> => {
    const claims = await deps.verify(tokens.accessToken);
    const { sub, origin_jti: sessionId, username: name } = claims;
    const at = new Date(deps.now()).toISOString();
    await completeUser(deps.users, claims, at);
    const refreshToken = sealRefreshToken({ userId: sub, sessionId, poolToken: tokens.refreshToken });
    await deps.sessions.start({
      userId: sub,
      id: sessionId,
      username: name,
      refreshHash: hashRefreshToken(refreshToken),
      createdAt: at,
      expiresAt: Math.floor(deps.now() / 1000) + deps.sessionSeconds,
    });
    return tokensReply(deps, request, { ...tokens, refreshToken });
  };
  return async (name: string, outcome: Passed, request: HttpRequest): Promise<HttpReply> => {
    if (outcome.kind === 'tokens') return start(outcome, request);
    const session = `${randomBytes(32).toString('base64url')}.${outcome.session}`;
    await deps.challenges.put(session, { name, kind: outcome.challenge }, deps.now());
    return ok({ challenge: outcome.challenge, session });
  };
};

export type OpenSession = ReturnType<typeof makeOpenSession>;

/** The pool's part of a challenge session. Throws 40101 for what is none of ours. */
export const poolSessionOf = (session: string): string => {
  const at = session.indexOf('.');
  if (at < 1) throw notSignedIn();
  return session.slice(at + 1);
};
