import type { Caller } from '../../../functions/platform/permissions.ts';

/** A caller who belongs to no department and no group, with built-in roles only, unless told otherwise. */
export const callerWith = (
  who: Pick<Caller, 'userId' | 'username' | 'roles' | 'sessionId'> & Partial<Caller>,
): Caller => ({ roleNames: who.roles, department: null, groups: [], ...who });
