import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { openApiPlatform } from './api-platform.ts';
import { identityRoutes } from './contract.ts';
import { identityEnvironment } from './environment.ts';
import { openIdentity } from './open-identity.ts';
import { makeIdentityOperations } from './operations.ts';

const config = readConfig(identityEnvironment);
const opened = openApiPlatform('identity', config);

/** The API of sign-in, sessions and second factors. */
export const handler = makeApi(
  identityRoutes,
  makeIdentityOperations(openIdentity(config, opened)),
  opened.platform,
);
