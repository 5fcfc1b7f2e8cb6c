import { setTimeout } from 'node:timers/promises';
import { makeAnswerChallenge } from '../../../functions/identity/answer-challenge.ts';
import { makeAuthenticate } from '../../../functions/identity/authenticate.ts';
import { makeChangePassword } from '../../../functions/identity/change-password.ts';
import { makeCheckInit } from '../../../functions/identity/check-init.ts';
import { identityRoutes } from '../../../functions/identity/contract.ts';
import { makeCreateUser } from '../../../functions/identity/create-user.ts';
import { makeInitAdministrator } from '../../../functions/identity/init-administrator.ts';
import { makeLogin } from '../../../functions/identity/login.ts';
import { makeLogout } from '../../../functions/identity/logout.ts';
import { makeOpenSession } from '../../../functions/identity/open-session.ts';
import { makeRefreshCookie } from '../../../functions/identity/refresh-cookie.ts';
import { makeRefreshTokens } from '../../../functions/identity/refresh-tokens.ts';
import { makeRegisterUser } from '../../../functions/identity/register-user.ts';
import { makeCheckSetupCode } from '../../../functions/identity/setup-code.ts';
import { makeShowMe } from '../../../functions/identity/show-me.ts';
import { makeSignInGuard } from '../../../functions/identity/sign-in-guard.ts';
import { makeVerifyAccessToken } from '../../../functions/identity/verify-access-token.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { Role } from '../../../functions/platform/permissions.ts';
import { type EventOptions, httpEvent, send } from '../platform/http-events.ts';
import {
  inMemoryChallenges,
  inMemorySessions,
  inMemorySetup,
  inMemorySignInRecords,
  inMemoryUsers,
} from './in-memory.ts';
import { inMemoryPool } from './pool.ts';
import { clientId, jwks, userPoolId } from './tokens.ts';

export interface Stage {
  readonly selfRegistration?: boolean;
  readonly defaultRoles?: readonly Role[];
  readonly passwordMinLength?: number;
  readonly setupCode?: string;
}

/** The identity API over stores and a user pool in memory, with a clock that tests move. */
export const identityApi = ({
  selfRegistration = true,
  defaultRoles = ['operator', 'author'],
  passwordMinLength = 8,
  setupCode,
}: Stage = {}) => {
  const clock = { offset: 0 };
  const now = () => Date.now() + clock.offset;
  const waits: number[] = [];
  const lines: string[] = [];
  const log = makeLog('identity', (line) => lines.push(line));
  const pool = inMemoryPool(now);
  const users = inMemoryUsers();
  const sessions = inMemorySessions();
  const setup = inMemorySetup();
  const challenges = inMemoryChallenges();
  const records = inMemorySignInRecords();
  const guard = makeSignInGuard(records, now, () => setTimeout(1));
  const cookie = makeRefreshCookie(true);
  const verify = makeVerifyAccessToken({ userPoolId, clientId }, { fetch: async () => jwks() });
  const newAttempt = () => crypto.randomUUID();
  const createUser = makeCreateUser({ users, pool: pool.users, now, newAttempt, log });
  const sessionSeconds = 30 * 24 * 3600;
  const openSession = makeOpenSession({ verify, sessions, users, challenges, cookie, sessionSeconds, now });
  const wait = async (ms: number) => waits.push(ms);
  const handler = makeApi(
    identityRoutes,
    {
      checkInit: makeCheckInit({
        setup,
        selfRegistration,
        passwordMinLength,
        setupCodeRequired: setupCode !== undefined,
      }),
      initAdministrator: makeInitAdministrator({
        setup,
        users,
        pool: pool.users,
        createUser,
        checkSetupCode: makeCheckSetupCode(setupCode === undefined ? undefined : async () => setupCode),
        passwordMinLength,
        now,
        newAttempt,
      }),
      registerUser: makeRegisterUser({ createUser, selfRegistration, defaultRoles, passwordMinLength }),
      login: makeLogin({ pool: pool.signIns, guard, openSession, now, wait }),
      answerChallenge: makeAnswerChallenge({
        pool: pool.signIns,
        challenges,
        guard,
        openSession,
        passwordMinLength,
        now,
      }),
      refreshTokens: makeRefreshTokens({ pool: pool.signIns, sessions, verify, cookie, sessionSeconds, now }),
      logout: makeLogout({ sessions, cookie, now }),
      showMe: makeShowMe(users),
      changePassword: makeChangePassword({ pool: pool.users, sessions, guard, passwordMinLength, now }),
    },
    { authenticate: makeAuthenticate({ verify, sessions, users, now }), defaultLanguage: 'en', now, log },
  );
  const call = (method: string, path: string, options: EventOptions = {}) =>
    send(handler, httpEvent(method, path, options));
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call('POST', path, { body, headers });
  const login = (username: string, password: string, headers: Record<string, string> = {}) =>
    post('/auth/login', { username, password }, headers);
  return { call, post, login, pool, users, sessions, setup, records, clock, waits, lines };
};

export type IdentityApi = ReturnType<typeof identityApi>;

/** A registered and signed-in user: the headers of its requests, and its tokens. */
export const signedIn = async (api: IdentityApi, username = 'wang.fang', password = 'correct horse') => {
  await api.post('/auth/register', { username, password });
  const { body } = await api.login(username, password);
  const tokens = body.data as { access_token: string; refresh_token: string; expires_in: number };
  return { username, password, tokens, headers: { authorization: `Bearer ${tokens.access_token}` } };
};
