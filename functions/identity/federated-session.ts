import type { HttpReply, HttpRequest } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { makeChallenges } from './challenge-store.ts';
import { makeOpenSession } from './open-session.ts';
import { makeRefreshCookie } from './refresh-cookie.ts';
import { makeSessions } from './session-store.ts';
import { makeUsers } from './user-store.ts';
import type { VerifyAccessToken } from './verify-access-token.ts';

/** Tokens that the user pool gave for somebody who came through a provider. */
export interface FederatedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface FederatedSessionConfig {
  readonly SESSION_DAYS: number;
  readonly SECURE_COOKIES: boolean;
}

/**
 * Opens a session as a sign-in with a password does, for the console: the answer's cookie holds the refresh token. Throws
 * 40101 for a disabled user.
 */
export const openFederatedSessions = (
  config: FederatedSessionConfig,
  table: Table,
  verify: VerifyAccessToken,
) => {
  const openSession = makeOpenSession({
    verify,
    sessions: makeSessions(table),
    users: makeUsers(table),
    challenges: makeChallenges(table),
    cookie: makeRefreshCookie(config.SECURE_COOKIES),
    sessionSeconds: config.SESSION_DAYS * 24 * 60 * 60,
    now: Date.now,
  });
  return async (name: string, tokens: FederatedTokens, request: HttpRequest): Promise<HttpReply> =>
    // A browser that is sent here carries no header of the console's; the cookie is what it can keep.
    openSession(
      name,
      { kind: 'tokens', ...tokens },
      { ...request, headers: { ...request.headers, 'x-openscript-client': 'console' } },
    );
};

export type OpenFederatedSession = ReturnType<typeof openFederatedSessions>;
