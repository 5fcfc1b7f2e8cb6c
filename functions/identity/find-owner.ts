import type { Caller } from '../platform/permissions.ts';
import { rolesOf } from './authenticate.ts';
import type { PoolLookup } from './pool-lookup.ts';
import { normalizeUsername } from './user.ts';

/** How long an answer is believed, in milliseconds: a heartbeat asks for the same few people again and again. */
const BELIEVED_MS = 60_000;
/** No more people than this are remembered. */
const MAX_REMEMBERED = 1000;

/**
 * Who a trigger acts for, with the roles they have now; undefined when they are gone or disabled: then nothing must be
 * started in their name. `userId` is what the trigger was made with: a name given to somebody else is not its owner.
 */
export type FindOwner = (owner: { username: string; userId: string }) => Promise<Caller | undefined>;

export const makeFindOwner = ({ pool, now }: { pool: PoolLookup; now: () => number }): FindOwner => {
  const remembered = new Map<string, { readonly at: number; readonly caller: Caller | undefined }>();
  const look = async (username: string): Promise<Caller | undefined> => {
    const name = normalizeUsername(username);
    const user = name === undefined ? undefined : await pool.find(name);
    if (name === undefined || user === undefined || !user.enabled) return undefined;
    return { userId: user.id, username, roles: rolesOf(await pool.groupsOf(name)), sessionId: 'trigger' };
  };
  return async ({ username, userId }) => {
    const known = remembered.get(username);
    const fresh = known !== undefined && now() - known.at < BELIEVED_MS;
    const caller = fresh ? known.caller : await look(username);
    if (!fresh) {
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(username, { at: now(), caller });
    }
    return caller?.userId === userId ? caller : undefined;
  };
};
