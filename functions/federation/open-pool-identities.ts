import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { makePoolIdentities, type PoolIdentities } from './pool-identities.ts';

/** The stage's user pool, reached with the function's own role. */
export const openPoolIdentities = (userPoolId: string): PoolIdentities =>
  makePoolIdentities(
    new CognitoIdentityProviderClient({ requestHandler: { connectionTimeout: 1000, requestTimeout: 5000 } }),
    userPoolId,
  );
