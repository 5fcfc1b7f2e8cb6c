import { grantWouldDo, reasonByRules } from '../platform/decide.ts';
import { once } from '../platform/once.ts';
import type { Caller } from '../platform/permissions.ts';
import type { Authority, ObjectAction, Rights, Thing } from '../platform/thing.ts';
import type { Principal } from './cedar-entities.ts';
import { permissionsOfRoles, reachesBelow, reachOfRoles } from './custom-role.ts';
import type { Engine } from './engine.ts';
import { type Grant, nobody, sharingOf, subjectsOf } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import { listGranted } from './list-granted.ts';
import { hasCustomPolicies, type PolicySnapshot } from './policy-set.ts';
import type { CurrentSnapshot } from './snapshots.ts';

/** The tree of departments, as far as deciding needs it. */
export interface DepartmentTree {
  /** Those above a department, the nearest first. */
  above(id: string): Promise<readonly string[]>;
  /** A department and all below it; at most 200. */
  below(id: string): Promise<readonly string[]>;
}

/** What deciding works with. */
export interface AuthoritySources {
  readonly currentSnapshot: CurrentSnapshot;
  readonly grants: Pick<GrantStore, 'listOn' | 'listTo'>;
  readonly departments: DepartmentTree;
  /** Cedar; loaded with its first use. */
  readonly engine: () => Promise<Engine>;
  readonly now: () => number;
}

/** What an answer is kept for: the same person with the same roles under the same policies. */
const MAX_REMEMBERED = 1000;

/** Who decides for a caller: the caller as the policies know them, and what they may before any thing is looked at. */
export interface Standing {
  readonly snapshot: PolicySnapshot;
  readonly principal: Principal;
}

/** The grants of a thing, and of the folder it is in. */
export const grantsOn = async (
  grants: Pick<GrantStore, 'listOn'>,
  { type, id, folder }: Thing,
): Promise<readonly Grant[]> => {
  const [own, ofFolder] = await Promise.all([
    grants.listOn({ type, id }),
    folder === undefined ? [] : grants.listOn({ type: 'folder', id: folder }),
  ]);
  return [...own, ...ofFolder];
};

/** Says where a caller stands; `departments`: with those above their own, whether or not a policy needs them. */
export type FindStanding = (caller: Caller, needed?: { readonly departments?: boolean }) => Promise<Standing>;

/** Finds out where a caller stands. Reads departments only for roles that reach them. */
export const makeFindStanding = ({
  currentSnapshot,
  departments,
  engine,
}: Pick<AuthoritySources, 'currentSnapshot' | 'departments' | 'engine'>): FindStanding => {
  const remembered = new Map<string, Rights>();
  return async (caller, needed = {}) => {
    const { userId, username, roleNames: roles, groups, department } = caller;
    const snapshot = await currentSnapshot();
    const custom = hasCustomPolicies(snapshot);
    const [below, above] = await Promise.all([
      department !== null && reachesBelow(roles, snapshot.roles) ? departments.below(department) : [],
      department !== null && (custom || needed.departments === true) ? departments.above(department) : [],
    ]);
    const plain: Rights = {
      permissions: new Set(permissionsOfRoles(roles, snapshot.roles)),
      reach: reachOfRoles(roles, snapshot.roles, { own: department, below }),
    };
    const chain = department === null ? [] : [department, ...above];
    const principal = { userId, username, roles, groups, departments: chain, rights: plain };
    if (!custom) return { snapshot, principal };
    const key = JSON.stringify([snapshot.version, userId, roles, groups, chain, plain.reach]);
    let rights = remembered.get(key);
    if (rights === undefined) {
      const { decideRights } = await import('./engine.ts');
      rights = decideRights(await engine(), snapshot, principal);
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(key, rights);
    }
    return { snapshot, principal: { ...principal, rights } };
  };
};

/** Gives a caller their authority. */
export const makeAuthorize = (sources: AuthoritySources): ((caller: Caller) => Promise<Caller>) => {
  const { grants, departments, engine, now } = sources;
  const findStanding = makeFindStanding(sources);
  return async (caller) => {
    const { snapshot, principal } = await findStanding(caller);
    const { rights } = principal;
    const custom = hasCustomPolicies(snapshot);
    const chain = once(async () =>
      caller.department === null ? [] : [caller.department, ...(await departments.above(caller.department))],
    );
    const askCedar = async (action: ObjectAction, thing: Thing, given: readonly Grant[]) => {
      const asked = { ...principal, departments: await chain() };
      const sharing = given.length === 0 ? nobody : sharingOf(given, now());
      return (await engine()).decideThing(snapshot, asked, action, thing, sharing).allowed;
    };
    const decideGranted = async (action: ObjectAction, thing: Thing): Promise<boolean> => {
      if (!grantWouldDo(rights, action, thing)) return false;
      const given = await grantsOn(grants, thing);
      return given.length > 0 && askCedar(action, thing, given);
    };
    const authority: Authority = {
      roleTitles: snapshot.roles,
      rights,
      hasCustomPolicies: custom,
      columnMasks: snapshot.masks.filter(({ enabled }) => enabled),
      // The rules say what the repository's policies say; where the installation's have a say, Cedar is asked.
      decide: async (action, thing) => {
        const byRules = reasonByRules(caller.userId, rights, action, thing) !== undefined;
        if (byRules && (!custom || (await askCedar(action, thing, [])))) return true;
        return byRules ? false : decideGranted(action, thing);
      },
      listGranted: async (type, right, before, limit) =>
        listGranted(grants, subjectsOf(caller, await chain()), { type, right, now: now() }, before, limit),
    };
    return { ...caller, authority };
  };
};
