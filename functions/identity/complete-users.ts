import { audited } from '../platform/audit-context.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { PoolLookup } from './pool-lookup.ts';
import type { Enrolled, ReadRoll } from './pool-roll.ts';
import type { RollMark } from './roll-mark.ts';
import { rolesOf } from './user.ts';
import type { Users } from './user-store.ts';

export interface CompleteUsersDependencies {
  readonly users: Pick<Users, 'find' | 'complete'>;
  readonly readRoll: ReadRoll;
  readonly pool: PoolLookup;
  readonly mark: RollMark;
  readonly now: () => number;
}

/** Rows that are read at the same time. */
const AT_ONCE = 8;

/**
 * Gives everybody whose row is older than roles in rows what the next sign-in would give them: the roles of the pool's
 * groups, and the place in the list of users. Says how many they were. Once it has gone through the whole pool without
 * finding anybody it is never done again: all who came later have complete rows, and a write that lost a race shows.
 */
export const makeCompleteUsers = ({
  users,
  readRoll,
  pool,
  mark,
  now,
}: CompleteUsersDependencies): (() => Promise<number>) => {
  const complete = async ({ name, id }: Enrolled): Promise<boolean> => {
    const row = await users.find(name);
    if (row === undefined || row.status === 'creating' || row.id !== id || row.roles !== undefined)
      return false;
    const roles = rolesOf(await pool.groupsOf(name));
    const change = { action: 'users.complete', resource: { type: 'user', id }, arguments: null };
    await audited({ ...change, before: { roles: null }, after: { roles } }, () => users.complete(row, roles));
    return true;
  };
  return async () => {
    if (await mark.isDone()) return 0;
    let completed = 0;
    for await (const page of readRoll())
      await inParallel(page, AT_ONCE, async (enrolled) => {
        if (await complete(enrolled)) completed += 1;
      });
    if (completed === 0) await mark.setDone(new Date(now()).toISOString());
    return completed;
  };
};
