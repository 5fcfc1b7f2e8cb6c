import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in every Lambda bundle (`infra/constructs/bundling.ts`): a function
 * has its credentials in its environment and nowhere else, and the providers for profiles, SSO, containers and
 * instances would be a tenth of the bundle.
 */
export const defaultProvider = () => fromEnv();
