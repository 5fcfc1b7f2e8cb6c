import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred } from '../platform/deferred.ts';
import { readSecretOnce } from '../platform/secret.ts';
import { makeAnswerChallenge } from './answer-challenge.ts';
import { openApiPlatform } from './api-platform.ts';
import { makeChallenges } from './challenge-store.ts';
import { makeChangePassword } from './change-password.ts';
import { makeCheckInit } from './check-init.ts';
import { identityRoutes } from './contract.ts';
import { makeCreateUser } from './create-user.ts';
import { identityEnvironment } from './environment.ts';
import { makeInitAdministrator } from './init-administrator.ts';
import { makeLogin } from './login.ts';
import { makeLogout } from './logout.ts';
import { makeOpenSession } from './open-session.ts';
import { makeRefreshCookie } from './refresh-cookie.ts';
import { makeRefreshTokens } from './refresh-tokens.ts';
import { makeRegisterUser } from './register-user.ts';
import { makeSessions } from './session-store.ts';
import { makeCheckSetupCode } from './setup-code.ts';
import { makeSetupRow } from './setup-store.ts';
import { makeShowMe } from './show-me.ts';
import { makeSignInGuard } from './sign-in-guard.ts';
import { makeSignInRecords } from './sign-in-store.ts';
import { makeUsers } from './user-store.ts';

const config = readConfig(identityEnvironment);
const { platform, table, verify } = openApiPlatform('identity', config);
const { now, log } = platform;

const users = makeUsers(table);
const sessions = makeSessions(table);
const setup = makeSetupRow(table);
const challenges = makeChallenges(table);
const guard = makeSignInGuard(makeSignInRecords(table), now, wait);
// Loaded with their first use: who I am is asked more often than who signs in.
const poolUsers = deferred(async () => (await import('./open-pool.ts')).openPoolUsers(config));
const poolSignIns = deferred(async () => (await import('./open-pool.ts')).openPoolSignIns(config));
const cookie = makeRefreshCookie(config.SECURE_COOKIES);
const sessionSeconds = config.SESSION_DAYS * 24 * 60 * 60;
const passwordMinLength = config.PASSWORD_MIN_LENGTH;
const selfRegistration = config.SELF_REGISTRATION;
const newAttempt = () => ulid();
const setupCodeRequired = config.SETUP_CODE === 'required';
const checkSetupCode = makeCheckSetupCode(
  setupCodeRequired ? readSecretOnce(config.SETUP_SECRET_ARN) : undefined,
);

const createUser = makeCreateUser({ users, pool: poolUsers, now, newAttempt, log });
const openSession = makeOpenSession({ verify, sessions, users, challenges, cookie, sessionSeconds, now });

export const handler = makeApi(
  identityRoutes,
  {
    checkInit: makeCheckInit({ setup, selfRegistration, passwordMinLength, setupCodeRequired }),
    initAdministrator: makeInitAdministrator({
      setup,
      users,
      pool: poolUsers,
      createUser,
      checkSetupCode,
      passwordMinLength,
      now,
      newAttempt,
    }),
    registerUser: makeRegisterUser({
      createUser,
      selfRegistration,
      defaultRoles: config.DEFAULT_ROLES,
      passwordMinLength,
    }),
    login: makeLogin({ pool: poolSignIns, guard, openSession, now, wait }),
    answerChallenge: makeAnswerChallenge({
      pool: poolSignIns,
      challenges,
      guard,
      openSession,
      passwordMinLength,
      now,
    }),
    refreshTokens: makeRefreshTokens({ pool: poolSignIns, sessions, verify, cookie, sessionSeconds, now }),
    logout: makeLogout({ sessions, cookie, now }),
    showMe: makeShowMe(users),
    changePassword: makeChangePassword({ pool: poolUsers, sessions, guard, passwordMinLength, now }),
  },
  platform,
);
