import type { Origin } from './device.ts';
import { digestOf, isDigestOf } from './token-digest.ts';

/** How long a refresh token that was just replaced is answered with its successor, in milliseconds. */
export const REFRESH_GRACE_MS = 10_000;
/** How often it is written when somebody was last here, in milliseconds. */
export const SEEN_EVERY_MS = 60_000;

/** One sign-in of one user: it lives as long as its refresh token and ends at once when it is revoked. */
export interface Session extends Partial<Origin> {
  /** The user's `sub`. */
  readonly userId: string;
  /** The access tokens' `origin_jti`: the same for every token refreshed from one sign-in. */
  readonly id: string;
  readonly username: string;
  /** SHA-256 of the refresh token; the token itself is with the client only. */
  readonly refreshHash: string;
  /** SHA-256 of the user pool's part of it, the same in every refresh token of this session. */
  readonly poolHash?: string | undefined;
  /** SHA-256 of the refresh token before this one, and when it was replaced, in milliseconds since 1970. */
  readonly previousHash?: string | undefined;
  readonly rotatedAt?: number | undefined;
  /** The new part of this refresh token, sealed so that only who has the one before can open it. */
  readonly sealedNonce?: string | undefined;
  readonly createdAt: string;
  /** Seconds since 1970: when the refresh token is no longer good. */
  readonly expiresAt: number;
  /** When somebody was last here, to a minute. */
  readonly lastSeen?: string | undefined;
  /** Unused for so many seconds the session ends; absent: it does not. */
  readonly idleSeconds?: number | undefined;
  /** When password or code were last given, in milliseconds since 1970. */
  readonly confirmedAt?: number | undefined;
  readonly revokedAt?: string | undefined;
}

/** A session as it starts: not revoked. */
export type NewSession = Omit<Session, 'revokedAt'>;

const isIdle = ({ lastSeen, idleSeconds }: Session, now: number): boolean =>
  lastSeen !== undefined && idleSeconds !== undefined && Date.parse(lastSeen) + idleSeconds * 1000 <= now;

/** Whether requests of this session are still served. `now` is in milliseconds since 1970. */
export const isAlive = (session: Session | undefined, now: number): session is Session =>
  session !== undefined &&
  session.revokedAt === undefined &&
  session.expiresAt * 1000 > now &&
  !isIdle(session, now);

/** Whether it is time to write that somebody is here. */
export const isToBeNoted = ({ lastSeen }: Session, now: number): boolean =>
  lastSeen === undefined || Date.parse(lastSeen) + SEEN_EVERY_MS <= now;

/** Those that must end so that no more than `most` go on: the oldest. */
export const surplusOf = (sessions: readonly Session[], most: number, now: number): readonly Session[] =>
  sessions
    .filter((session) => isAlive(session, now))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(most);

/**
 * What a refresh token is to its session: the one in force; the one before, just replaced (an answer was lost, or two
 * tabs asked at once); an older one, which only a thief or the robbed can have; or none of this session's at all, which
 * says nothing about anybody and must end nothing.
 */
export const refreshVerdict = (
  session: Session,
  token: string,
  poolToken: string,
  now: number,
): 'current' | 'replaced' | 'reused' | 'foreign' => {
  if (isDigestOf(session.refreshHash, token)) return 'current';
  if (!isDigestOf(session.poolHash ?? '', poolToken)) return 'foreign';
  const fresh = session.rotatedAt !== undefined && now < session.rotatedAt + REFRESH_GRACE_MS;
  return fresh && isDigestOf(session.previousHash ?? '', token) ? 'replaced' : 'reused';
};

/** What a refresh token consists of: whose session it belongs to, what changes each time, what the user pool gave. */
export interface RefreshToken {
  readonly userId: string;
  readonly sessionId: string;
  /** 256 bits, new with each refresh. */
  readonly nonce: string;
  readonly poolToken: string;
}

const idPattern = /^[\w-]{1,128}$/;

/** The client's refresh token: `<user id>.<session id>.<nonce>.<the pool's token>`. */
export const sealRefreshToken = ({ userId, sessionId, nonce, poolToken }: RefreshToken): string =>
  `${userId}.${sessionId}.${nonce}.${poolToken}`;

/** Takes a refresh token apart; undefined when it cannot be one of ours. Proves nothing by itself. */
export const openRefreshToken = (token: string): RefreshToken | undefined => {
  const [userId = '', sessionId = '', nonce = '', ...rest] = token.split('.');
  const poolToken = rest.join('.');
  return [userId, sessionId, nonce].every((part) => idPattern.test(part)) && poolToken !== ''
    ? { userId, sessionId, nonce, poolToken }
    : undefined;
};

/** What the session row keeps of a refresh token (which has far more than 256 bits). */
export const hashRefreshToken = digestOf;

/** Whether this is the refresh token in force, in constant time. */
export const isRefreshTokenOf = (session: Session, token: string): boolean =>
  isDigestOf(session.refreshHash, token);
