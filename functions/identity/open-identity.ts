import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import type * as z from 'zod';
import { openMailer } from '../mail/index.ts';
import { deferred } from '../platform/deferred.ts';
import { readSecretOnce } from '../platform/secret.ts';
import type { OpenPlatform } from './api-platform.ts';
import { makeChallenges } from './challenge-store.ts';
import { makeCredentialStore } from './credential-store.ts';
import type { identityEnvironment } from './environment.ts';
import { makeKeyring } from './keyring.ts';
import { makeMailCodes } from './mail-code-store.ts';
import type { IdentityDependencies, IdentitySettings } from './operations.ts';
import { makeRegistrations } from './registration-store.ts';
import { makeSessions } from './session-store.ts';
import { makeCheckSetupCode } from './setup-code.ts';
import { makeSetupRow } from './setup-store.ts';
import { makeSignInLog } from './sign-in-log.ts';
import { makeSignInRecords } from './sign-in-store.ts';
import { makeUsers } from './user-store.ts';

type Config = z.output<typeof identityEnvironment>;

const DAY_SECONDS = 24 * 60 * 60;

const settingsOf = (config: Config): IdentitySettings => ({
  selfRegistration: config.SELF_REGISTRATION,
  defaultRoles: config.DEFAULT_ROLES,
  setupCodeRequired: config.SETUP_CODE === 'required',
  passwordMinLength: config.PASSWORD_MIN_LENGTH,
  passwordMaxDays: config.PASSWORD_MAX_DAYS,
  activation: config.ACTIVATION === 'email',
  factorRoles: config.MFA_ROLES,
  sessionSeconds: config.SESSION_DAYS * DAY_SECONDS,
  idleSeconds: config.SESSION_IDLE_MINUTES * 60,
  maxSessions: config.MAX_SESSIONS,
  secureCookies: config.SECURE_COOKIES,
  behindGateway: config.AWS_ENDPOINT_URL !== undefined,
});

/**
 * Opens what the API of identity works with. The user pool's client and the parts of the second factor are loaded with
 * their first use: who I am is asked more often than who signs in.
 */
export const openIdentity = (
  config: Config,
  { platform, table, cursors, verify }: OpenPlatform,
): IdentityDependencies => {
  const { now, log } = platform;
  const credentials = makeCredentialStore(table);
  const keyring = makeKeyring(readSecretOnce(config.IDENTITY_SECRET_ARN));
  const settings = settingsOf(config);
  return {
    settings,
    users: makeUsers(table),
    sessions: makeSessions(table),
    setup: makeSetupRow(table),
    challenges: makeChallenges(table),
    records: makeSignInRecords(table),
    signIns: makeSignInLog(table),
    credentials,
    mailCodes: makeMailCodes(table),
    registrations: makeRegistrations(table),
    poolUsers: deferred(async () => (await import('./open-pool.ts')).openPoolUsers(config)),
    poolSignIns: deferred(async () => (await import('./open-pool.ts')).openPoolSignIns(config)),
    factor: deferred(async () =>
      (await import('./second-factor.ts')).makeSecondFactor({ credentials, keyring, now }),
    ),
    keyring,
    verify,
    cursors,
    checkSetupCode: makeCheckSetupCode(
      settings.setupCodeRequired ? readSecretOnce(config.SETUP_SECRET_ARN) : undefined,
    ),
    mailer: openMailer(config),
    now,
    wait,
    waitTurn: wait,
    newAttempt: () => ulid(),
    log,
  };
};
