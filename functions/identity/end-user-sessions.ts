import type { Operation } from '../platform/api.ts';
import { recordEvent } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { Sessions } from './session-store.ts';
import { openSessions } from './session-view.ts';

export interface EndUserSessionsDependencies {
  readonly sessions: Pick<Sessions, 'listOf' | 'revoke'>;
  readonly now: () => number;
}

/**
 * `POST /sessions/revoke`: ends all sessions of a user, and says how many went on until then. Each has its own event in its
 * own transaction; one more says that it was all of them.
 */
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
    const count = ended.filter(Boolean).length;
    await recordEvent({
      action: 'sessions.end_all',
      resource: { type: 'user', id: user_id },
      outcome: 'done',
      after: { ended: count },
    });
    return ok({ ended: count });
  };
