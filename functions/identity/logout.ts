import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { RefreshCookie } from './refresh-cookie.ts';
import type { Sessions } from './session-store.ts';

export interface LogoutDependencies {
  readonly sessions: Pick<Sessions, 'revoke'>;
  readonly cookie: RefreshCookie;
  readonly now: () => number;
}

/** `POST /auth/logout`: this session's access and refresh tokens are refused from the next request on. */
export const makeLogout =
  ({ sessions, cookie, now }: LogoutDependencies): Operation<RouteOf<typeof identityRoutes, 'logout'>> =>
  async ({ caller, request }) => {
    await sessions.revoke(caller.userId, caller.sessionId, new Date(now()).toISOString());
    return cookie.wanted(request) ? { ...ok(null), cookies: [cookie.write('', 0)] } : ok(null);
  };
