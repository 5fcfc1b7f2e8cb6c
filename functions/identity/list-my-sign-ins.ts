import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import { type ListSignInsDependencies, pageOfLog } from './sign-in-page.ts';

/** `GET /auth/sign-ins`: my own sign-ins, and who tried with my name. */
export const makeListMySignIns =
  (deps: ListSignInsDependencies): Operation<RouteOf<typeof identityRoutes, 'listMySignIns'>> =>
  async ({ query, caller }) =>
    pageOfLog(deps, caller.username, query, ['listMySignIns', caller.userId]);
