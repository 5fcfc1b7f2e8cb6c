import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { Sessions } from './session-store.ts';
import { openSessions } from './session-view.ts';

export interface EndUserSessionsDependencies {
  readonly sessions: Pick<Sessions, 'listOf' | 'revoke'>;
  readonly now: () => number;
}

/** `POST /sessions/revoke`: ends all sessions of a user, and says how many went on until then. */
export const makeEndUserSessions =
  ({
    sessions,
    now,
  }: EndUserSessionsDependencies): Operation<RouteOf<typeof identityRoutes, 'endUserSessions'>> =>
  async ({ body: { user_id } }) => {
    const at = now();
    const open = openSessions(await sessions.listOf(user_id), at);
    const ended = await Promise.all(
      open.map(({ id }) => sessions.revoke(user_id, id, new Date(at).toISOString())),
    );
    return ok({ ended: ended.filter(Boolean).length });
  };
