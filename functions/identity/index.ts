import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Table } from '../platform/table.ts';
import { type FindOwner, makeFindOwner } from './find-owner.ts';
import { makePoolLookup } from './pool-lookup.ts';
import { makeUsers } from './user-store.ts';

/** What the other domains may use of identity. */
export { openApiPlatform } from './api-platform.ts';
export { type OpenFederatedSession, openFederatedSessions } from './federated-session.ts';
export type { FindOwner } from './find-owner.ts';
export { freshUser, type User, type UserRow } from './user.ts';
export { makeFindUserById } from './user-by-id.ts';
export { makeUsers, type Users } from './user-store.ts';
export type { VerifyAccessToken } from './verify-access-token.ts';

/** Looks up who a trigger acts for, in the table and the stage's user pool; the function needs `bindLookup` of the pool. */
export const openFindOwner = (table: Table, userPoolId: string): FindOwner =>
  makeFindOwner({
    users: makeUsers(table),
    pool: makePoolLookup(new CognitoIdentityProviderClient({}), userPoolId),
  });
