import type { FederationEnvironment } from './environment.ts';
import { makePoolDomain, type PoolDomain } from './pool-domain.ts';

/**
 * The domain of the stage's user pool. On one machine browsers pass the gateway, and this function asks the emulator.
 * Undefined on a stage that does not know its own address: there is nothing to come back to.
 */
export const openPoolDomain = (config: FederationEnvironment): PoolDomain | undefined => {
  const { CONSOLE_URL: consoleUrl, AWS_ENDPOINT_URL: endpoint } = config;
  const publicUrl = config.POOL_DOMAIN_URL ?? (endpoint === undefined ? undefined : consoleUrl);
  if (consoleUrl === undefined || publicUrl === undefined) return undefined;
  return makePoolDomain({
    publicUrl,
    tokenUrl: config.POOL_DOMAIN_URL ?? endpoint ?? publicUrl,
    consoleUrl,
    userPoolId: config.USER_POOL_ID,
    clientId: config.USER_POOL_CLIENT_ID,
    endpoint,
  });
};
