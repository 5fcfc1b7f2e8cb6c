import { notSignedIn } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import type { HttpRequest } from '../platform/request.ts';
import { isAlive, isToBeNoted } from './session.ts';
import type { Sessions } from './session-store.ts';
import { callerOf } from './user.ts';
import type { Users } from './user-store.ts';
import type { VerifyAccessToken } from './verify-access-token.ts';

export interface AuthenticateDependencies {
  readonly verify: VerifyAccessToken;
  readonly sessions: Pick<Sessions, 'find' | 'noteSeen'>;
  readonly users: Pick<Users, 'find'>;
  readonly now: () => number;
}

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1), or undefined. */
export const bearerToken = (request: HttpRequest): string | undefined =>
  /^bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '')?.[1];

/** A page that nobody has touched for a while asks for news all the same: that is no sign of anybody being here. */
const isUnattended = (request: HttpRequest): boolean => request.headers['x-openscript-unattended'] === '1';

/**
 * Says who calls: the access token must verify, its session must exist and not be revoked (a token stays valid for the
 * pool until it expires, so that without the session row signing out would end nothing), and its user must be active.
 * The user's row says which roles, department and groups they have now. Both rows are read at the same time. Throws
 * 40101, in the same words whatever the reason.
 */
export const makeAuthenticate =
  ({ verify, sessions, users, now }: AuthenticateDependencies) =>
  async (request: HttpRequest): Promise<Caller> => {
    const token = bearerToken(request);
    if (token === undefined) throw notSignedIn();
    const claims = await verify(token);
    const [session, user] = await Promise.all([
      sessions.find(claims.sub, claims.origin_jti),
      users.find(claims.username),
    ]);
    if (!isAlive(session, now())) throw notSignedIn();
    // A name that was given to somebody else is another id.
    if (user?.status !== 'active' || user.id !== claims.sub) throw notSignedIn();
    if (isToBeNoted(session, now()) && !isUnattended(request))
      await sessions.noteSeen(session.userId, session.id, new Date(now()).toISOString());
    const caller = callerOf(user, session.id, claims['cognito:groups']);
    return { ...caller, confirmedAt: session.confirmedAt };
  };
