import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { openAuthorization } from '../permissions/index.ts';
import type { Table } from '../platform/table.ts';
import { noDepartments } from './api-platform.ts';
import { type FindOwner, makeFindOwner } from './find-owner.ts';
import { makePoolLookup } from './pool-lookup.ts';
import { makeUsers } from './user-store.ts';

/** What the other domains may use of identity. */
export { openApiPlatform } from './api-platform.ts';
export type { FindOwner } from './find-owner.ts';

/** Looks up who a trigger acts for, in the table and the stage's user pool; the function needs `bindLookup` of the pool. */
export const openFindOwner = (table: Table, userPoolId: string): FindOwner => {
  const findOwner = makeFindOwner({
    users: makeUsers(table),
    pool: makePoolLookup(new CognitoIdentityProviderClient({}), userPoolId),
  });
  const { authorize } = openAuthorization(table, noDepartments);
  return async (owner) => {
    const caller = await findOwner(owner);
    return caller && authorize(caller);
  };
};
