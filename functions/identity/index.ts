import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { openAuthorization } from '../permissions/index.ts';
import { deferred } from '../platform/deferred.ts';
import type { Table } from '../platform/table.ts';
import { type FindOwner, makeFindOwner } from './find-owner.ts';
import type { PoolAdministration } from './pool-administration.ts';
import { makePoolLookup } from './pool-lookup.ts';
import type { PoolUsers } from './pool-users.ts';
import { makeUsers } from './user-store.ts';

/** What the other domains may use of identity. */
export { openApiPlatform } from './api-platform.ts';
export { type Enrol, makeEnrol } from './enrol-user.ts';
export type { FindOwner } from './find-owner.ts';
export { makeFindUser } from './find-user.ts';
export { secondsLocked } from './lockout.ts';
export type { PoolAdministration } from './pool-administration.ts';
export type { PoolUsers } from './pool-users.ts';
export { makeSessions, type Sessions } from './session-store.ts';
export { makeSignInRecords, type SignInRecords } from './sign-in-store.ts';
export { freshUser, normalizeUsername, passwordFaults, rolesOf, type User, wantedName } from './user.ts';
export { EVERYONE, makeAdministratorsEntity, makeUserEntity, makeUserIdEntity } from './user-entities.ts';
export { addAdministrator, removeAdministrator, userRowOf } from './user-rows.ts';
export { makeUsers, type Users } from './user-store.ts';

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

/** The stage's user pool as a keeper of users; its client is loaded with the first use. */
export const openPoolUsers = (config: { readonly USER_POOL_ID: string }): PoolUsers =>
  deferred(async () => (await import('./open-pool.ts')).openPoolUsers(config));

/** The same pool for those who manage users. */
export const openPoolAdministration = (config: { readonly USER_POOL_ID: string }): PoolAdministration =>
  deferred(async () => (await import('./open-pool.ts')).openPoolAdministration(config));
