import { notSignedIn } from '../platform/errors.ts';
import type { HttpReply, HttpRequest } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { challengeKinds } from './challenge-schema.ts';
import { makeChallenges } from './challenge-store.ts';
import { makeCredentialStore } from './credential-store.ts';
import { makeDecideSignIn } from './decide-sign-in.ts';
import { originOf } from './device.ts';
import { makeOpenSession } from './open-session.ts';
import { makeRecordSignIn } from './record-sign-in.ts';
import { makeRefreshCookie } from './refresh-cookie.ts';
import { makeSessions } from './session-store.ts';
import { makeSignInLog } from './sign-in-log.ts';
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
  readonly SESSION_IDLE_MINUTES: number;
  readonly MAX_SESSIONS: number;
  readonly SECURE_COOKIES: boolean;
  /** Present on one machine, where a gateway stands before us. */
  readonly AWS_ENDPOINT_URL?: string | undefined;
}

/**
 * Opens a session as a sign-in with a password does, for the console: the answer's cookie holds the refresh token. The
 * provider is who asks for second factors and passwords: nothing is asked besides. Throws 40101 for a disabled user.
 */
export const openFederatedSessions = (
  config: FederatedSessionConfig,
  table: Table,
  verify: VerifyAccessToken,
) => {
  const [users, sessions, now] = [makeUsers(table), makeSessions(table), Date.now];
  const origin = (request: HttpRequest) => originOf(request, config.AWS_ENDPOINT_URL !== undefined);
  const never = (): never => {
    throw new Error('a federated sign-in is asked nothing');
  };
  const record = makeRecordSignIn({
    signIns: makeSignInLog(table),
    keyring: { digest: async () => '' }, // of names that nobody has; whoever comes here has one
    originOf: origin,
    now,
  });
  const decide = makeDecideSignIn({
    verify,
    users,
    credentials: makeCredentialStore(table),
    factorRoles: [],
    passwordMaxDays: 0,
    now,
  });
  const openSession = makeOpenSession({
    sessions,
    challenges: makeChallenges(table),
    factor: { offer: never },
    cookie: makeRefreshCookie(config.SECURE_COOKIES),
    record,
    originOf: origin,
    sessionSeconds: config.SESSION_DAYS * 24 * 60 * 60,
    idleSeconds: config.SESSION_IDLE_MINUTES * 60,
    maxSessions: config.MAX_SESSIONS,
    now,
  });
  return async (name: string, tokens: FederatedTokens, request: HttpRequest): Promise<HttpReply> => {
    const state = await decide(name, { kind: 'tokens', ...tokens }, challengeKinds);
    if (state.kind === 'refused') {
      await record({ typed: name, name, outcome: 'refused', reason: state.reason }, request);
      throw notSignedIn();
    }
    // A browser that is sent here carries no header of the console's; the cookie is what it can keep.
    const headers = { ...request.headers, 'x-openscript-client': 'console' };
    return openSession(name, state, { ...request, headers });
  };
};

export type OpenFederatedSession = ReturnType<typeof openFederatedSessions>;
