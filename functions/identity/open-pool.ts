import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { makePoolAdministration, type PoolAdministration } from './pool-administration.ts';
import { makePoolSignIns, type PoolSignIns } from './pool-sign-ins.ts';
import { makePoolUsers, type PoolUsers } from './pool-users.ts';

interface Pool {
  readonly USER_POOL_ID: string;
}
interface Config extends Pool {
  readonly USER_POOL_CLIENT_ID: string;
}

const connect = (): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({ requestHandler: { connectionTimeout: 1000, requestTimeout: 5000 } });

/** The stage's user pool as a keeper of users, reached with the function's own role. */
export const openPoolUsers = (config: Pool): PoolUsers => makePoolUsers(connect(), config.USER_POOL_ID);

/** The same pool for signing in. */
export const openPoolSignIns = (config: Config): PoolSignIns =>
  makePoolSignIns(connect(), config.USER_POOL_ID, config.USER_POOL_CLIENT_ID);

/** The same pool for those who manage users. */
export const openPoolAdministration = (config: Pool): PoolAdministration =>
  makePoolAdministration(connect(), config.USER_POOL_ID);
