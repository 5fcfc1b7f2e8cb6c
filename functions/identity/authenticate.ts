import { notSignedIn } from '../platform/errors.ts';
import { type Caller, type Role, roles } from '../platform/permissions.ts';
import type { HttpRequest } from '../platform/request.ts';
import { isAlive, isToBeNoted } from './session.ts';
import type { Sessions } from './session-store.ts';
import type { VerifyAccessToken } from './verify-access-token.ts';

export interface AuthenticateDependencies {
  readonly verify: VerifyAccessToken;
  readonly sessions: Pick<Sessions, 'find' | 'noteSeen'>;
  readonly now: () => number;
}

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1), or undefined. */
export const bearerToken = (request: HttpRequest): string | undefined =>
  /^bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '')?.[1];

/** A page that nobody has touched for a while asks for news all the same: that is no sign of anybody being here. */
const isUnattended = (request: HttpRequest): boolean => request.headers['x-openscript-unattended'] === '1';

/** The groups that are roles of ours; a group of another meaning gives nothing. */
export const rolesOf = (groups: readonly string[]): readonly Role[] =>
  roles.filter((role) => groups.includes(role));

/**
 * Says who calls: the access token must verify, and its session must exist and not be revoked (a token stays valid
 * for the pool until it expires, so that without the session row signing out would end nothing). Throws 40101.
 */
export const makeAuthenticate =
  ({ verify, sessions, now }: AuthenticateDependencies) =>
  async (request: HttpRequest): Promise<Caller> => {
    const token = bearerToken(request);
    if (token === undefined) throw notSignedIn();
    const claims = await verify(token);
    const session = await sessions.find(claims.sub, claims.origin_jti);
    if (!isAlive(session, now())) throw notSignedIn();
    if (isToBeNoted(session, now()) && !isUnattended(request))
      await sessions.noteSeen(session.userId, session.id, new Date(now()).toISOString());
    return {
      userId: claims.sub,
      username: claims.username,
      roles: rolesOf(claims['cognito:groups']),
      sessionId: session.id,
      confirmedAt: session.confirmedAt,
    };
  };
