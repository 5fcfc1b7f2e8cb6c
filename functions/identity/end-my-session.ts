import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { Sessions } from './session-store.ts';
import { openSessionKey } from './session-view.ts';

export interface EndMySessionDependencies {
  readonly sessions: Pick<Sessions, 'revoke'>;
  readonly now: () => number;
}

/** `DELETE /auth/sessions/{id}`: ends one of my own sessions at once. Ended twice is 404 the second time. */
export const makeEndMySession =
  ({ sessions, now }: EndMySessionDependencies): Operation<RouteOf<typeof identityRoutes, 'endMySession'>> =>
  async ({ params, caller }) => {
    const { userId, id } = openSessionKey(params.id);
    if (userId !== caller.userId) throw notFound();
    if (!(await sessions.revoke(userId, id, new Date(now()).toISOString()))) throw notFound();
    return ok(null);
  };
