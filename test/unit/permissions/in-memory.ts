import { makeAuthorize, makeFindStanding } from '../../../functions/permissions/authority.ts';
import { makeEngine } from '../../../functions/permissions/engine.ts';
import type { Grant } from '../../../functions/permissions/grant.ts';
import type { GrantStore } from '../../../functions/permissions/grant-store.ts';
import { emptySnapshot, type PolicySnapshot } from '../../../functions/permissions/policy-set.ts';
import type { PolicyStore } from '../../../functions/permissions/policy-store.ts';
import { loadOnce } from '../../../functions/platform/deferred.ts';
import { above, below } from './random-cases.ts';

/** Grants in memory that behave like the table's: test/integration runs the same suite on the real ones. */
export const inMemoryGrants = (): GrantStore & { readonly rows: Map<string, Grant> } => {
  const rows = new Map<string, Grant>();
  const keyOf = ({ thing, to }: Pick<Grant, 'thing' | 'to'>): string =>
    JSON.stringify([thing.type, thing.id, to.type, to.id]);
  return {
    rows,
    listOn: async ({ type, id }) =>
      [...rows.values()].filter(({ thing }) => thing.type === type && thing.id === id),
    find: async (id) => [...rows.values()].find((grant) => grant.id === id),
    listTo: async (subject, type, before, limit) => {
      const found = [...rows.values()]
        .filter(({ to, thing }) => to.type === subject.type && to.id === subject.id && thing.type === type)
        .filter(({ thing }) => before === undefined || thing.id < before)
        .sort((a, b) => (a.thing.id < b.thing.id ? 1 : -1));
      return { rows: found.slice(0, limit), end: found.length <= limit };
    },
    put: async (before, after) => {
      if (rows.get(keyOf(after))?.id !== before?.id) return false;
      rows.set(keyOf(after), after);
      return true;
    },
    remove: async (grant) => rows.get(keyOf(grant))?.id === grant.id && rows.delete(keyOf(grant)),
  };
};

/** Roles and policies in memory. */
export const inMemoryPolicies = (start: PolicySnapshot = emptySnapshot): PolicyStore => {
  let snapshot = start;
  const without = <Row extends { readonly name: string }>(rows: readonly Row[], name: string | undefined) =>
    rows.filter((row) => row.name !== name);
  return {
    readVersion: async () => snapshot.version,
    read: async () => snapshot,
    changeRole: async ({ before, after }, version) => {
      if (version !== snapshot.version) return false;
      const kept = without([...snapshot.roles.values()], before?.name ?? after?.name);
      const roles = new Map(
        [...kept, ...(after === undefined ? [] : [after])].map((role) => [role.name, role]),
      );
      snapshot = { ...snapshot, version: version + 1, roles };
      return true;
    },
    changePolicy: async ({ before, after }, version) => {
      if (version !== snapshot.version) return false;
      const kept = without(snapshot.policies, before?.name ?? after?.name);
      snapshot = {
        ...snapshot,
        version: version + 1,
        policies: [...kept, ...(after === undefined ? [] : [after])],
      };
      return true;
    },
    changeMask: async ({ before, after }, version) => {
      if (version !== snapshot.version) return false;
      const kept = without(snapshot.masks, before?.name ?? after?.name);
      const masks = [...kept, ...(after === undefined ? [] : [after])];
      snapshot = { ...snapshot, version: version + 1, masks };
      return true;
    },
  };
};

export const engine = loadOnce(async () => makeEngine());
export const departments = { above: async (id: string) => above(id), below: async (id: string) => below(id) };

/** Authorization over the given policies and grants, always with the newest. */
export const openAuthority = (
  policies: Pick<PolicyStore, 'read'>,
  grants: Pick<GrantStore, 'listOn' | 'listTo'>,
  now: () => number,
  asked: typeof engine = engine,
) => {
  const sources = { currentSnapshot: () => policies.read(), grants, departments, engine: asked, now };
  return { authorize: makeAuthorize(sources), findStanding: makeFindStanding(sources) };
};
