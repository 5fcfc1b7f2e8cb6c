import { randomBytes } from 'node:crypto';
import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred } from '../platform/deferred.ts';
import { readSecretOnce } from '../platform/secret.ts';
import { makeBridgeStore } from './bridge-store.ts';
import { makeBridgeTokens } from './bridge-tokens.ts';
import { imBridgeRoutes } from './contract.ts';
import { imBridgeEnvironment } from './environment.ts';
import { makeKeyRing } from './key-ring.ts';
import { openMessengers } from './open-messengers.ts';
import { makeImBridgeOperations } from './operations.ts';

const config = readConfig(imBridgeEnvironment);
const { platform, table } = openApiPlatform('im-bridge', config);
const { now, log } = platform;
const secrets = deferred(async () =>
  (await import('./open-key-secrets.ts')).openKeySecrets(config.BRIDGE_KEY_SECRET_ARN),
);
const keys = makeKeyRing(secrets, now);

/** The OpenID provider in front of the messengers. */
export const handler = makeApi(
  imBridgeRoutes,
  makeImBridgeOperations({
    consoleUrl: config.CONSOLE_URL,
    redirectUri: `${config.POOL_DOMAIN_URL ?? config.CONSOLE_URL}/oauth2/idpresponse`,
    messengers: openMessengers(config, now),
    store: makeBridgeStore(table),
    keys,
    tokens: makeBridgeTokens(keys, now),
    clientSecret: readSecretOnce(config.BRIDGE_CLIENT_SECRET_ARN),
    now,
    random: () => randomBytes(32).toString('hex'),
    log,
  }),
  platform,
);
