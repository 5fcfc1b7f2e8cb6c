import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import { type ListSignInsDependencies, pageOfLog } from './sign-in-page.ts';
import { normalizeUsername } from './user.ts';

/** `GET /sign-ins`: who signed in, and who could not and why; the newest first. */
export const makeListSignIns =
  (deps: ListSignInsDependencies): Operation<RouteOf<typeof identityRoutes, 'listSignIns'>> =>
  async ({ query: { user, ...filters }, caller }) => {
    const name = user === undefined ? undefined : (normalizeUsername(user) ?? user);
    return pageOfLog(deps, name, filters, ['listSignIns', caller.userId]);
  };
