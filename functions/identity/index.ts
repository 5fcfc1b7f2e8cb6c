import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type FindOwner, makeFindOwner } from './find-owner.ts';
import { makePoolLookup } from './pool-lookup.ts';

/** What the other domains may use of identity. */
export { openApiPlatform } from './api-platform.ts';
export type { FindOwner } from './find-owner.ts';

/** Looks up who a trigger acts for, in the stage's user pool; the function needs `bindLookup` of the pool. */
export const openFindOwner = (userPoolId: string): FindOwner =>
  makeFindOwner({ pool: makePoolLookup(new CognitoIdentityProviderClient({}), userPoolId), now: Date.now });
