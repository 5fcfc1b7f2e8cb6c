import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Table } from '../platform/table.ts';
import { makeCompleteUsers } from './complete-users.ts';
import { makePoolLookup } from './pool-lookup.ts';
import { makeReadRoll } from './pool-roll.ts';
import { makeRollMark } from './roll-mark.ts';
import { makeUsers } from './user-store.ts';

/** Completes users of before, from the stage's user pool; the function needs `bindRoll` of the pool. */
export const openCompleteUsers = (table: Table, userPoolId: string): (() => Promise<number>) => {
  const client = new CognitoIdentityProviderClient({});
  return makeCompleteUsers({
    users: makeUsers(table),
    readRoll: makeReadRoll(client, userPoolId),
    pool: makePoolLookup(client, userPoolId),
    mark: makeRollMark(table),
    now: Date.now,
  });
};
