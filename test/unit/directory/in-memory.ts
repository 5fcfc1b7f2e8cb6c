import type { Department, Tree } from '../../../functions/directory/department.ts';
import type { DepartmentStore } from '../../../functions/directory/department-store.ts';
import { nameKey } from '../../../functions/directory/department-tree.ts';
import type { Group } from '../../../functions/directory/group.ts';
import { type GroupStore, positionOf } from '../../../functions/directory/group-store.ts';
import { isAdministrator, unitsOf } from '../../../functions/directory/membership.ts';
import type { DirectoryStore } from '../../../functions/directory/user-store.ts';
import type { User, UserRow } from '../../../functions/identity/user.ts';
import { inMemoryKeys } from '../platform/in-memory-keys.ts';

/** The directory's stores in memory, over the rows of users; test/integration/directory runs the same suites on the table's. */
export const inMemoryDirectory = (users: Map<string, UserRow>) => {
  const keys = inMemoryKeys();
  const departments = new Map<string, Department>();
  const groups = new Map<string, Group>();
  const tree = { version: 0, moving: undefined as string | undefined };
  /** Set to let the next `place` fail as if the function had died before it. */
  const faults = new Set<'place'>();

  const count = (unit: string, by: number): void => {
    const department = departments.get(unit);
    const group = groups.get(unit);
    if (department !== undefined) departments.set(unit, { ...department, members: department.members + by });
    if (group !== undefined) groups.set(unit, { ...group, members: group.members + by });
  };
  const goneOf = (units: readonly string[]) =>
    units.find((unit) => !departments.has(unit) && !groups.has(unit));
  const page = (rows: readonly User[], after: string | undefined, limit: number) => {
    const rest = rows
      .filter(({ name }) => after === undefined || name > after)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { rows: rest.slice(0, limit), end: rest.length <= limit };
  };
  const everybody = () => [...users.values()].filter((row): row is User => row.status !== 'creating');

  const directory: DirectoryStore = {
    activate: async (user, attempt, claim, now) => {
      const row = users.get(user.name);
      if (row?.status !== 'creating' || row.attempt !== attempt) return { is: 'stale' };
      const gone = goneOf(unitsOf(user));
      if (gone !== undefined) return { is: 'no_unit', unit: gone };
      if (!keys.isFree(claim, now)) return { is: 'key_used' };
      keys.claim(claim, now);
      users.set(user.name, user);
      for (const unit of unitsOf(user)) count(unit, 1);
      return { is: 'written' };
    },
    change: async (before, after) => {
      const row = users.get(before.name);
      if (row === undefined || row.status === 'creating') return { is: 'stale' };
      if (row.version !== before.version || row.status !== before.status || row.id !== before.id)
        return { is: 'stale' };
      const joins = unitsOf(after).filter((unit) => !unitsOf(before).includes(unit));
      const gone = goneOf(joins);
      if (gone !== undefined) return { is: 'no_unit', unit: gone };
      const others = everybody().some((user) => user.name !== row.name && isAdministrator(user));
      if (isAdministrator(before) && !isAdministrator(after) && !others) return { is: 'last_administrator' };
      users.set(row.name, after);
      for (const unit of joins) count(unit, 1);
      for (const unit of unitsOf(before).filter((each) => !unitsOf(after).includes(each))) count(unit, -1);
      return { is: 'written' };
    },
    list: async (after, limit) => page(everybody(), after, limit),
    listOf: async (unit, after, limit) =>
      page(
        everybody().filter((user) => unitsOf(user).includes(unit)),
        after,
        limit,
      ),
    findEarlier: keys.findEarlier,
  };

  const isCurrent = (read: Pick<Tree, 'version'>): boolean => read.version === tree.version;
  const departmentStore: DepartmentStore = {
    find: async (id) => departments.get(id),
    readTree: async () => ({ ...tree, count: departments.size, departments: [...departments.values()] }),
    create: async (read, department, claim, now) => {
      if (!isCurrent(read) || !keys.isFree(claim, now)) return false;
      keys.claim(claim, now);
      departments.set(department.id, department);
      tree.version += 1;
      return true;
    },
    replace: async (read, after, moving) => {
      if (!isCurrent(read)) return false;
      const { members } = departments.get(after.id) ?? after;
      departments.set(after.id, { ...after, members });
      tree.version += 1;
      if (moving) tree.moving = after.id;
      return true;
    },
    remove: async (read, id) => {
      if (!isCurrent(read) || departments.get(id)?.members !== 0) return false;
      departments.delete(id);
      tree.version += 1;
      return true;
    },
    place: async (version, placements) => {
      if (faults.has('place')) throw new Error('the function died');
      if (version !== tree.version) return false;
      for (const { id, ancestors } of placements) {
        const department = departments.get(id);
        if (department !== undefined) departments.set(id, { ...department, ancestors });
      }
      return true;
    },
    settle: async (version) => {
      if (version === tree.version) tree.moving = undefined;
    },
    findEarlier: keys.findEarlier,
  };

  const takenBy = (name: string) =>
    [...groups.values()].find((group) => nameKey(group.name) === nameKey(name));
  const groupStore: GroupStore = {
    find: async (id) => groups.get(id),
    create: async (group, claim, now) => {
      if (takenBy(group.name) !== undefined || !keys.isFree(claim, now)) return false;
      keys.claim(claim, now);
      groups.set(group.id, group);
      return true;
    },
    replace: async (before, after) => {
      const row = groups.get(before.id);
      const other = takenBy(after.name);
      if (row?.version !== before.version || (other !== undefined && other.id !== after.id)) return false;
      groups.set(after.id, { ...after, members: row.members });
      return true;
    },
    remove: async ({ id, version }) => {
      const row = groups.get(id);
      if (row?.version !== version || row.members > 0) return false;
      return groups.delete(id);
    },
    isTaken: async (name) => takenBy(name) !== undefined,
    list: async (after, limit) => {
      const rest = [...groups.values()]
        .filter((group) => after === undefined || positionOf(group) > after)
        .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
      return { rows: rest.slice(0, limit), end: rest.length <= limit };
    },
    findEarlier: keys.findEarlier,
  };
  return { directory, departments: departmentStore, groups: groupStore, faults };
};
