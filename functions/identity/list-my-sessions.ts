import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { Sessions } from './session-store.ts';
import { openSessions, viewSession } from './session-view.ts';

export interface ListMySessionsDependencies {
  readonly sessions: Pick<Sessions, 'listOf'>;
  readonly now: () => number;
}

/** `GET /auth/sessions`: where I am signed in. No pages: a user has a handful. */
export const makeListMySessions =
  ({
    sessions,
    now,
  }: ListMySessionsDependencies): Operation<RouteOf<typeof identityRoutes, 'listMySessions'>> =>
  async ({ caller }) => {
    const open = openSessions(await sessions.listOf(caller.userId), now());
    return ok({ items: open.map((session) => viewSession(session, caller.sessionId)) });
  };
