import { createHash, timingSafeEqual } from 'node:crypto';

/** One sign-in of one user: it lives as long as its refresh token and ends at once when it is revoked. */
export interface Session {
  /** The user's `sub`. */
  readonly userId: string;
  /** The access tokens' `origin_jti`: the same for every token refreshed from one sign-in. */
  readonly id: string;
  readonly username: string;
  /** SHA-256 of the refresh token; the token itself is with the client only. */
  readonly refreshHash: string;
  readonly createdAt: string;
  /** Seconds since 1970: when the refresh token is no longer good. */
  readonly expiresAt: number;
  readonly revokedAt?: string | undefined;
}

/** A session as it starts: not revoked. */
export type NewSession = Omit<Session, 'revokedAt'>;

/** Whether requests of this session are still served. `now` is in milliseconds since 1970. */
export const isAlive = (session: Session | undefined, now: number): session is Session =>
  session !== undefined && session.revokedAt === undefined && session.expiresAt * 1000 > now;

/** What a refresh token consists of: whose session it belongs to, and what the user pool gave. */
export interface RefreshToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly poolToken: string;
}

const idPattern = /^[\w-]{1,128}$/;

/** The client's refresh token: `<user id>.<session id>.<the pool's token>`. */
export const sealRefreshToken = ({ userId, sessionId, poolToken }: RefreshToken): string =>
  `${userId}.${sessionId}.${poolToken}`;

/** Takes a refresh token apart; undefined when it cannot be one of ours. Proves nothing by itself. */
export const openRefreshToken = (token: string): RefreshToken | undefined => {
  const [userId = '', sessionId = '', ...rest] = token.split('.');
  const poolToken = rest.join('.');
  return idPattern.test(userId) && idPattern.test(sessionId) && poolToken !== ''
    ? { userId, sessionId, poolToken }
    : undefined;
};

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What the session row keeps of a refresh token: SHA-256 in hexadecimal (the token has far more than 256 bits). */
export const hashRefreshToken = (token: string): string => digest(token).toString('hex');

/** Whether this is the very token the session was started with, in constant time. */
export const isRefreshTokenOf = (session: Session, token: string): boolean => {
  const expected = Buffer.from(session.refreshHash, 'hex');
  const actual = digest(token);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};
