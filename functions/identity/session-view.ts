import { isAlive, type Session } from './session.ts';

/**
 * How sessions are named outside: user and session, because a session's row is found by both. Neither is a secret:
 * without the token nothing can be done with them.
 */
export const sessionKey = ({ userId, id }: Pick<Session, 'userId' | 'id'>): string => `${userId}.${id}`;

/** The user and the session of such a name; its schema has checked the form. */
export const openSessionKey = (key: string): { readonly userId: string; readonly id: string } => {
  const at = key.indexOf('.');
  return { userId: key.slice(0, at), id: key.slice(at + 1) };
};

/** A session as the API shows it. */
export const viewSession = (session: Session, currentId: string | undefined) => ({
  id: sessionKey(session),
  user_id: session.userId,
  username: session.username,
  device: session.device ?? '?',
  user_agent: session.userAgent ?? '',
  address: session.address ?? '',
  created_at: session.createdAt,
  last_seen_at: session.lastSeen ?? session.createdAt,
  expires_at: new Date(session.expiresAt * 1000).toISOString(),
  current: session.id === currentId,
});

/** The sessions that go on, the latest seen first. */
export const openSessions = (sessions: readonly Session[], now: number): readonly Session[] =>
  sessions
    .filter((session) => isAlive(session, now))
    .toSorted((a, b) => (b.lastSeen ?? b.createdAt).localeCompare(a.lastSeen ?? a.createdAt));
