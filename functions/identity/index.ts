import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { openAuthorization } from '../permissions/index.ts';
import type { Table } from '../platform/table.ts';
import { type FindOwner, makeFindOwner } from './find-owner.ts';
import { makePoolLookup } from './pool-lookup.ts';
import { makeUsers } from './user-store.ts';

/** What the other domains may use of identity. */
export { openApiPlatform } from './api-platform.ts';
export { type Enrol, makeEnrol } from './enrol-user.ts';
export { type OpenFederatedSession, openFederatedSessions } from './federated-session.ts';
export type { FindOwner } from './find-owner.ts';
export { makeFindUser } from './find-user.ts';
export { secondsLocked } from './lockout.ts';
export { openCompleteUsers } from './open-complete-users.ts';
export type { PasswordHistory } from './password-history.ts';
export type { PoolAdministration } from './pool-administration.ts';
export type { PoolUsers } from './pool-users.ts';
export { isAlive } from './session.ts';
export { makeSessions, type Sessions } from './session-store.ts';
export { makeSignInRecords, type SignInRecords } from './sign-in-store.ts';
export { freshUser, passwordFaults, rolesOf, type User, type UserRow } from './user.ts';
export { makeFindUserById } from './user-by-id.ts';
export { EVERYONE, makeAdministratorsEntity, makeUserEntity, makeUserIdEntity } from './user-entities.ts';
export { addAdministrator, removeAdministrator, userRowOf } from './user-rows.ts';
export { makeUsers, type Users } from './user-store.ts';
export type { VerifyAccessToken } from './verify-access-token.ts';

/** Looks up who a trigger acts for, in the table and the stage's user pool; the function needs `bindLookup` of the pool. */
export const openFindOwner = (table: Table, userPoolId: string): FindOwner => {
  const findOwner = makeFindOwner({
    users: makeUsers(table),
    pool: makePoolLookup(new CognitoIdentityProviderClient({}), userPoolId),
  });
  const { authorize } = openAuthorization(table);
  return async (owner) => {
    const caller = await findOwner(owner);
    return caller && authorize(caller);
  };
};
