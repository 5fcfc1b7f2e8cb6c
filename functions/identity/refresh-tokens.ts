import type { Operation } from '../platform/api.ts';
import { invalidField, notSignedIn } from '../platform/errors.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import { type OpenSessionDependencies, tokensReply } from './open-session.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import { isAlive, isRefreshTokenOf, openRefreshToken } from './session.ts';

export interface RefreshTokensDependencies
  extends Pick<OpenSessionDependencies, 'sessions' | 'verify' | 'cookie' | 'sessionSeconds' | 'now'> {
  readonly pool: Pick<PoolSignIns, 'refresh'>;
}

/**
 * `POST /auth/refresh`: a new access token. The refresh token must be the one its session was started with, and the
 * session alive, before the user pool is asked at all; what the pool gives must belong to the same session.
 */
export const makeRefreshTokens =
  (deps: RefreshTokensDependencies): Operation<RouteOf<typeof identityRoutes, 'refreshTokens'>> =>
  async ({ body, request }) => {
    const refreshToken = body.refresh_token ?? deps.cookie.read(request);
    if (refreshToken === undefined) {
      if (deps.cookie.wanted(request)) throw notSignedIn();
      throw invalidField('refresh_token', text('is missing', '缺失'));
    }
    const opened = openRefreshToken(refreshToken);
    if (opened === undefined) throw notSignedIn();
    const session = await deps.sessions.find(opened.userId, opened.sessionId);
    if (!isAlive(session, deps.now()) || !isRefreshTokenOf(session, refreshToken)) throw notSignedIn();
    const refreshed = await deps.pool.refresh(opened.poolToken);
    if (refreshed === undefined) throw notSignedIn();
    const claims = await deps.verify(refreshed.accessToken);
    if (claims.sub !== session.userId || claims.origin_jti !== session.id) throw notSignedIn();
    return tokensReply(deps, request, { ...refreshed, refreshToken });
  };
