import { connectPool } from './pool-client.ts';
import { makePoolSignIns, type PoolSignIns } from './pool-sign-ins.ts';
import { makePoolUsers, type PoolUsers } from './pool-users.ts';

interface Config {
  readonly USER_POOL_ID: string;
  readonly USER_POOL_CLIENT_ID: string;
}

/** The stage's user pool as a keeper of users, reached with the function's own role. */
export const openPoolUsers = (config: Config): PoolUsers => makePoolUsers(connectPool(), config.USER_POOL_ID);

/** The same pool for signing in. */
export const openPoolSignIns = (config: Config): PoolSignIns =>
  makePoolSignIns(connectPool(), config.USER_POOL_ID, config.USER_POOL_CLIENT_ID);
