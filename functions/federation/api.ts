import { randomBytes } from 'node:crypto';
import {
  isAlive,
  makeFindUserById,
  makeSessions,
  makeUsers,
  openApiPlatform,
  openFederatedSessions,
} from '../identity/index.ts';
import { openRoleBook } from '../permissions/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred } from '../platform/deferred.ts';
import { makeAttempts } from './attempt-store.ts';
import { makeBrowserCookie } from './browser-cookie.ts';
import { federationRoutes } from './contract.ts';
import { federationEnvironment } from './environment.ts';
import { openPoolDomain } from './open-pool-domain.ts';
import { makeFederationOperations } from './operations.ts';

const config = readConfig(federationEnvironment);
const { platform, table, verify } = openApiPlatform('federation', config);

const sessions = makeSessions(table);

/** The API of sign-in through other providers. */
export const handler = makeApi(
  federationRoutes,
  makeFederationOperations({
    providers: config.SIGN_IN_PROVIDERS,
    domain: openPoolDomain(config),
    attempts: makeAttempts(table),
    cookie: makeBrowserCookie(config.SECURE_COOKIES),
    users: makeUsers(table),
    findUser: makeFindUserById(table),
    isSessionAlive: async (userId, sessionId) =>
      isAlive(await sessions.find(userId, sessionId), platform.now()),
    roles: openRoleBook(table),
    identities: deferred(async () =>
      (await import('./open-pool-identities.ts')).openPoolIdentities(config.USER_POOL_ID),
    ),
    rules: { roles: config.FEDERATED_ROLES, linkByEmail: config.LINK_BY_EMAIL },
    verify,
    openSession: openFederatedSessions(config, table, verify),
    now: platform.now,
    random: () => randomBytes(32).toString('base64url'),
    log: platform.log,
  }),
  platform,
);
