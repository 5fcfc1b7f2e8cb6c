import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** A client of the user pools, which gives a call up that is not answered in time. */
export const connectPool = (): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({ requestHandler: { connectionTimeout: 1000, requestTimeout: 5000 } });
