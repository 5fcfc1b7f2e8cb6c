import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { Sessions } from './session-store.ts';
import { openSessionKey } from './session-view.ts';

export interface EndSessionDependencies {
  readonly sessions: Pick<Sessions, 'revoke'>;
  readonly now: () => number;
}

/** `POST /sessions/{id}/revoke`: ends anybody's session at once: its next request is refused. */
export const makeEndSession =
  ({ sessions, now }: EndSessionDependencies): Operation<RouteOf<typeof identityRoutes, 'endSession'>> =>
  async ({ params }) => {
    const { userId, id } = openSessionKey(params.id);
    if (!(await sessions.revoke(userId, id, new Date(now()).toISOString()))) throw notFound();
    return ok(null);
  };
