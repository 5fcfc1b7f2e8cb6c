import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import { isAlive, type Session } from './session.ts';
import type { SessionPlace, Sessions } from './session-store.ts';
import { openSessions, viewSession } from './session-view.ts';
import { normalizeUsername } from './user.ts';
import type { Users } from './user-store.ts';

export interface ListSessionsDependencies {
  readonly sessions: Pick<Sessions, 'listOf' | 'listOpen'>;
  readonly users: Pick<Users, 'find'>;
  readonly cursors: Cursors;
  readonly now: () => number;
}

const positionOf = ({ lastSeen = '', userId, id }: Session): string =>
  JSON.stringify({ lastSeen, userId, id } satisfies SessionPlace);

/**
 * `GET /sessions`: who is signed in, the latest seen first. A session that is used while somebody pages moves to the
 * front: it may be missed on a later page, and is on the first one when that is read again.
 */
export const makeListSessions = ({
  sessions,
  users,
  cursors,
  now,
}: ListSessionsDependencies): Operation<RouteOf<typeof identityRoutes, 'listSessions'>> => {
  const ofUser = async (typed: string): Promise<readonly Session[]> => {
    const name = normalizeUsername(typed);
    const user = name === undefined ? undefined : await users.find(name);
    return user?.status === 'active' ? openSessions(await sessions.listOf(user.id), now()) : [];
  };
  return async ({ query: { user, page_size, cursor }, caller }) => {
    const scope = ['listSessions', caller.userId, user];
    const start = await cursors.open(cursor, scope);
    const view = (session: Session) => viewSession(session, caller.sessionId);
    if (user !== undefined)
      return ok({ items: (await ofUser(user)).map(view), page_size, next_cursor: null });
    const page = await collectPage(
      {
        read: (after, limit) =>
          sessions.listOpen(after === undefined ? undefined : (JSON.parse(after) as SessionPlace), limit),
        positionOf,
        keep: (session) => isAlive(session, now()),
      },
      page_size,
      start,
    );
    return ok({
      items: page.rows.map(view),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
};
