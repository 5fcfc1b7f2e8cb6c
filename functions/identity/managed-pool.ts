import { makePoolAdministration, type PoolAdministration } from './pool-administration.ts';
import { connectPool } from './pool-client.ts';
import { makePoolUsers, type PoolUsers } from './pool-users.ts';

/**
 * The stage's user pool for those who make users and change them, and sign nobody in. Beside `index.ts`, and loaded by
 * `import()` alone: inside it, it would cost every consumer of identity the whole client.
 */
export const openManagedPool = (userPoolId: string): PoolUsers & PoolAdministration => {
  const client = connectPool();
  return { ...makePoolUsers(client, userPoolId), ...makePoolAdministration(client, userPoolId) };
};
