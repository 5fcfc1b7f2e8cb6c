import { type Caller, may, permissionsOf } from './permissions.ts';
import {
  type Authority,
  isReaching,
  type ObjectAction,
  type Right,
  type Rights,
  rightNames,
  ruleOf,
  type Thing,
} from './thing.ts';

/** Why a thing may be touched. */
export type Reason = 'open' | 'own' | 'department' | 'all';

/** Whether a right holds another one. */
export const holds = (given: Right, needed: Right): boolean =>
  rightNames.indexOf(given) >= rightNames.indexOf(needed);

/**
 * What the rules say without grants and without policies of the installation: why the caller may, or undefined. The same
 * as the policies of the repository say (a test compares 100,000 cases).
 */
export const reasonByRules = (
  userId: string,
  rights: Rights,
  action: ObjectAction,
  thing: Thing,
): Reason | undefined => {
  const { on, base, all, open } = ruleOf(action);
  if (!on.includes(thing.type)) return undefined;
  if (all !== null && rights.permissions.has(all)) return 'all';
  if (base !== null && !rights.permissions.has(base)) return undefined;
  if (open === true && thing.restricted !== true) return 'open';
  if (thing.ownerId === userId) return 'own';
  const reached = base !== null && isReaching(base) ? rights.reach[base] : undefined;
  return thing.department !== null && reached?.includes(thing.department) === true ? 'department' : undefined;
};

/** Whether a grant could let the caller do it: the roles must allow that kind of act at all. */
export const grantWouldDo = (rights: Rights, action: ObjectAction, thing: Thing): boolean => {
  const { on, base } = ruleOf(action);
  return on.includes(thing.type) && (base === null || rights.permissions.has(base));
};

/** The rights of a caller without an authority: of the built-in roles alone. */
export const rightsOf = (caller: Caller): Rights =>
  caller.authority?.rights ?? { permissions: new Set(permissionsOf(caller.roles)), reach: {} };

/** Whether the caller may do this to one thing. Every operation that touches a thing asks here. */
export const decide = async (caller: Caller, action: ObjectAction, thing: Thing): Promise<boolean> =>
  caller.authority === undefined
    ? reasonByRules(caller.userId, rightsOf(caller), action, thing) !== undefined
    : caller.authority.decide(action, thing);

/** Which partitions of an index hold exactly the things of a type that the caller may do this to. */
export interface ListPlan {
  /** Everything: the others are not read then. */
  readonly everybody: boolean;
  /** What is open to everybody (scripts that are not restricted). */
  readonly open: boolean;
  readonly own: boolean;
  readonly departments: readonly string[];
  /** Single things that were shared, if the caller has an authority to ask. */
  readonly granted: Authority | undefined;
  readonly right: Right;
}

/** Plans a list. Nobody's partition is read to be filtered afterwards, unless a policy of the installation forbids rows. */
export const planList = (caller: Caller, action: ObjectAction): ListPlan => {
  const rights = rightsOf(caller);
  const { base, all, right, open } = ruleOf(action);
  const everybody = all !== null && may(caller, all);
  const allowed = base === null || may(caller, base);
  return {
    everybody,
    open: !everybody && allowed && open === true,
    own: !everybody && allowed,
    departments:
      everybody || !allowed || base === null || !isReaching(base) ? [] : (rights.reach[base] ?? []),
    granted: everybody || !allowed ? undefined : caller.authority,
    right,
  };
};
