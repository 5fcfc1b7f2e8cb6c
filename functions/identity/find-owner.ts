import type { Caller } from '../platform/permissions.ts';
import type { PoolLookup } from './pool-lookup.ts';
import { callerOf, normalizeUsername } from './user.ts';
import type { Users } from './user-store.ts';

/**
 * Who a trigger acts for, as the user's row says now; undefined when they are gone or disabled: then nothing must be
 * started in their name. `userId` is what the trigger was made with: a name given to somebody else is not its owner.
 */
export type FindOwner = (owner: { username: string; userId: string }) => Promise<Caller | undefined>;

export interface FindOwnerDependencies {
  readonly users: Pick<Users, 'find'>;
  /** Asked for the groups of a user whose row is older than roles in rows. */
  readonly pool: PoolLookup;
}

/** Nothing is remembered: a role that was taken away, or a user who was disabled, starts nothing from then on. */
export const makeFindOwner =
  ({ users, pool }: FindOwnerDependencies): FindOwner =>
  async ({ username, userId }) => {
    const name = normalizeUsername(username);
    const user = name === undefined ? undefined : await users.find(name);
    if (user?.status !== 'active' || user.id !== userId) return undefined;
    return callerOf(user, 'trigger', user.roles === undefined ? await pool.groupsOf(user.name) : []);
  };
