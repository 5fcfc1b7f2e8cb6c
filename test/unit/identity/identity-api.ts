import { setTimeout } from 'node:timers/promises';
import { makeAuthenticate } from '../../../functions/identity/authenticate.ts';
import { identityRoutes } from '../../../functions/identity/contract.ts';
import { makeKeyring } from '../../../functions/identity/keyring.ts';
import { type IdentitySettings, makeIdentityOperations } from '../../../functions/identity/operations.ts';
import { makeSecondFactor } from '../../../functions/identity/second-factor.ts';
import { makeCheckSetupCode } from '../../../functions/identity/setup-code.ts';
import { makeVerifyAccessToken } from '../../../functions/identity/verify-access-token.ts';
import type { Letter, Mailer } from '../../../functions/mail/index.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { carryEvents, type Recorded } from '../audit/carry-events.ts';
import { type EventOptions, httpEvent, send } from '../platform/http-events.ts';
import {
  inMemoryChallenges,
  inMemorySessions,
  inMemorySetup,
  inMemorySignInRecords,
  inMemoryUsers,
} from './in-memory.ts';
import {
  inMemoryCredentials,
  inMemoryMailCodes,
  inMemoryRegistrations,
  inMemorySignInLog,
} from './in-memory-credentials.ts';
import { inMemoryPool } from './pool.ts';
import { clientId, jwks, userPoolId } from './tokens.ts';

export interface Stage extends Partial<IdentitySettings> {
  readonly setupCode?: string;
}

const usual: IdentitySettings = {
  selfRegistration: true,
  defaultRoles: ['operator', 'author'],
  setupCodeRequired: false,
  passwordMinLength: 8,
  passwordMaxDays: 0,
  activation: false,
  factorRoles: [],
  sessionSeconds: 30 * 24 * 3600,
  idleSeconds: 0,
  maxSessions: 10,
  secureCookies: true,
  behindGateway: false,
};

/** The identity API over stores and a user pool in memory, with a clock that tests move. */
export const identityApi = ({ setupCode, ...stage }: Stage = {}) => {
  const clock = { offset: 0 };
  const now = () => Date.now() + clock.offset;
  const waits: number[] = [];
  const lines: string[] = [];
  const mails: { readonly to: string; readonly letter: Letter }[] = [];
  const mailer: { -readonly [Part in keyof Mailer]: Mailer[Part] } = {
    ready: true,
    send: async (to, letter) => void mails.push({ to, letter }),
    linkTo: () => undefined,
  };
  const log = makeLog('identity', (line) => lines.push(line));
  const pool = inMemoryPool(now);
  const credentials = inMemoryCredentials();
  const keyring = makeKeyring(async () => 'the secret of the stage');
  const stores = {
    users: inMemoryUsers(),
    sessions: inMemorySessions(),
    setup: inMemorySetup(),
    challenges: inMemoryChallenges(),
    records: inMemorySignInRecords(),
    signIns: inMemorySignInLog(),
    credentials,
    mailCodes: inMemoryMailCodes(),
    registrations: inMemoryRegistrations(),
  };
  const recorded: Recorded = { events: [], strays: [] };
  carryEvents(stores.users, ['activate', 'adopt', 'complete'], recorded);
  carryEvents(credentials, ['bindFactor', 'unbindFactor', 'renewRecovery', 'useRecovery'], recorded);
  carryEvents(stores.records, ['unlock'], recorded);
  const verify = makeVerifyAccessToken({ userPoolId, clientId }, { fetch: async () => jwks() });
  const handler = makeApi(
    identityRoutes,
    makeIdentityOperations({
      ...stores,
      settings: { ...usual, setupCodeRequired: setupCode !== undefined, ...stage },
      poolUsers: pool.users,
      poolSignIns: pool.signIns,
      factor: makeSecondFactor({ credentials, keyring, now }),
      keyring,
      verify,
      cursors: makeCursors(async () => 'the secret of cursors'),
      checkSetupCode: makeCheckSetupCode(setupCode === undefined ? undefined : async () => setupCode),
      mailer,
      now,
      wait: async (ms) => waits.push(ms),
      waitTurn: () => setTimeout(1),
      newAttempt: () => crypto.randomUUID(),
      log,
    }),
    {
      authenticate: makeAuthenticate({ verify, ...stores, now }),
      defaultLanguage: 'en',
      now,
      log,
      writeAuditEvent: async (event) => void recorded.events.push(event),
    },
  );
  const call = (method: string, path: string, options: EventOptions = {}) =>
    send(handler, httpEvent(method, path, options));
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call('POST', path, { body, headers });
  const login = (username: string, password: string, headers: Record<string, string> = {}) =>
    post('/auth/login', { username, password }, headers);
  return { ...stores, call, post, login, pool, clock, now, waits, lines, mails, mailer, recorded };
};

export type IdentityApi = ReturnType<typeof identityApi>;

/** A registered and signed-in user: the headers of its requests, and its tokens. */
export const signedIn = async (api: IdentityApi, username = 'wang.fang', password = 'correct horse') => {
  await api.post('/auth/register', { username, password });
  const { body } = await api.login(username, password);
  const tokens = body.data as { access_token: string; refresh_token: string; expires_in: number };
  return { username, password, tokens, headers: { authorization: `Bearer ${tokens.access_token}` } };
};
