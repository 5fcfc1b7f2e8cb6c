import { describe, expect, test } from 'vitest';
import type { Department } from '../../../functions/directory/department.ts';
import type { DepartmentStore } from '../../../functions/directory/department-store.ts';
import type { Group } from '../../../functions/directory/group.ts';
import { type GroupStore, positionOf } from '../../../functions/directory/group-store.ts';
import type { DirectoryStore } from '../../../functions/directory/user-store.ts';
import { freshUser, type User } from '../../../functions/identity/user.ts';
import type { Users } from '../../../functions/identity/user-store.ts';
import { newId } from '../../../functions/platform/ids.ts';

/** The stores over one table; suites make their own names, so that one table serves them all. */
export interface DirectoryStores {
  readonly users: Users;
  readonly directory: DirectoryStore;
  readonly departments: DepartmentStore;
  readonly groups: GroupStore;
}

const at = '2026-11-22T00:00:00.000Z';
let serial = 0;
const fresh = (word: string): string => {
  serial += 1;
  return `${word}-${serial}-${Math.random().toString(36).slice(2, 8)}`;
};
const groupOf = (name: string): Group => ({
  id: newId('grp', Date.now()),
  name,
  description: '',
  members: 0,
  version: 1,
  createdAt: at,
  updatedAt: at,
});
const departmentOf = (name: string, parent: Department | null = null): Department => ({
  id: newId('dep', Date.now()),
  name,
  parent: parent?.id ?? null,
  ancestors: parent === null ? [] : [...parent.ancestors, parent.id],
  members: 0,
  version: 1,
  createdAt: at,
  updatedAt: at,
});

/** What every implementation must do: run on the stores in memory and on the table's. */
export const defineDirectorySuites = (open: () => DirectoryStores): void => {
  const makeUser = async (
    { users, directory }: DirectoryStores,
    wanted: Partial<User> = {},
  ): Promise<User> => {
    const name = fresh('user');
    const who = { id: `id-of-${name}`, name, username: name.toUpperCase(), email: null, createdAt: at };
    const user = { ...freshUser(who, ['operator']), ...wanted };
    await users.reserve({ name, username: who.username, email: null, attempt: 'a', createdAt: at });
    expect(await directory.activate(user, 'a', undefined, 0)).toEqual({ is: 'written' });
    return user;
  };
  const makeGroup = async ({ groups }: DirectoryStores): Promise<Group> => {
    const group = groupOf(fresh('group'));
    expect(await groups.create(group, undefined, 0)).toBe(true);
    return group;
  };
  const makeDepartment = async (
    { departments }: DirectoryStores,
    parent: Department | null = null,
  ): Promise<Department> => {
    const department = departmentOf(fresh('department'), parent);
    expect(await departments.create(await departments.readTree(), department, undefined, 0)).toBe(true);
    return department;
  };
  const next = (user: User, change: Partial<User>): User => ({
    ...user,
    version: user.version + 1,
    ...change,
  });

  describe('users of the directory', () => {
    test('are complete with their units at once, found by id and name, and listed', async () => {
      const stores = open();
      const [group, department] = [await makeGroup(stores), await makeDepartment(stores)];
      const user = await makeUser(stores, {
        department: department.id,
        groups: [group.id],
        displayName: '李娜',
        email: 'li@example.com',
        invitation: { hash: 'ab', until: at },
      });
      expect(await stores.users.findById(user.id)).toEqual(user);
      expect(await stores.users.find(user.name)).toEqual(user);
      expect((await stores.groups.find(group.id))?.members).toBe(1);
      expect((await stores.departments.find(department.id))?.members).toBe(1);
      expect((await stores.directory.listOf(group.id, undefined, 5)).rows).toEqual([user]);
      expect((await stores.directory.listOf(department.id, undefined, 5)).rows).toEqual([user]);
    });

    test('are completed by their own attempt only, in units that exist, once for a key', async () => {
      const { users, directory } = open();
      const name = fresh('user');
      const user = freshUser({ id: name, name, username: name, email: null, createdAt: at }, []);
      await users.reserve({ name, username: name, email: null, attempt: 'a', createdAt: at });
      const claim = { key: { id: fresh('key'), requestHash: 'h' }, subject: user.id };
      expect(await directory.activate(user, 'b', claim, 0)).toEqual({ is: 'stale' });
      const gone = newId('grp', 0);
      const nowhere = { ...user, groups: [gone] };
      expect(await directory.activate(nowhere, 'a', claim, 0)).toEqual({ is: 'no_unit', unit: gone });
      expect(await directory.findEarlier(claim.key, 0)).toBeUndefined();
      expect(await directory.activate(user, 'a', claim, 0)).toEqual({ is: 'written' });
      expect(await directory.findEarlier(claim.key, 0)).toBe(user.id);
      const other = fresh('user');
      await users.reserve({ name: other, username: other, email: null, attempt: 'a', createdAt: at });
      const second = freshUser({ id: other, name: other, username: other, email: null, createdAt: at }, []);
      expect(await directory.activate(second, 'a', claim, 0)).toEqual({ is: 'key_used' });
    });

    test('change in one piece, from the state that was read', async () => {
      const stores = open();
      const [first, second] = [await makeGroup(stores), await makeGroup(stores)];
      const user = await makeUser(stores, { groups: [first.id], email: 'a@example.com' });
      const after = next(user, { groups: [second.id], email: null, status: 'disabled', roles: [] });
      expect(await stores.directory.change(user, after)).toEqual({ is: 'written' });
      expect(await stores.directory.change(user, after)).toEqual({ is: 'stale' });
      expect(await stores.users.find(user.name)).toEqual(after);
      const counts = async () =>
        Promise.all([first, second].map(async ({ id }) => (await stores.groups.find(id))?.members));
      expect(await counts()).toEqual([0, 1]);
      expect((await stores.directory.listOf(first.id, undefined, 5)).rows).toEqual([]);
      const gone = newId('dep', 0);
      expect(await stores.directory.change(after, next(after, { department: gone, groups: [] }))).toEqual({
        is: 'no_unit',
        unit: gone,
      });
      expect(await counts()).toEqual([0, 1]);
    });

    test('of administrators one is left, whoever goes at the same time', async () => {
      const stores = open();
      const admins = [
        await makeUser(stores, { roles: ['admin'] }),
        await makeUser(stores, { roles: ['admin'] }),
      ];
      // Other suites of this table may have left administrators behind: they go first.
      const everybody = (await stores.directory.list(undefined, 100)).rows;
      for (const user of everybody.filter(
        ({ roles, id }) => roles?.includes('admin') && !admins.some((a) => a.id === id),
      ))
        await stores.directory.change(user, next(user, { roles: [] }));
      const outcomes = await Promise.all(
        admins.map((user) => stores.directory.change(user, next(user, { roles: [] }))),
      );
      expect(outcomes.map(({ is }) => is).sort()).toEqual(['last_administrator', 'written']);
      const left = admins[outcomes.findIndex(({ is }) => is === 'last_administrator')];
      if (left === undefined) throw new Error('nobody is left');
      expect(await stores.directory.change(left, next(left, { status: 'disabled' }))).toEqual({
        is: 'last_administrator',
      });
      expect(await stores.directory.change(left, next(left, { email: 'a@example.com' }))).toEqual({
        is: 'written',
      });
    });

    test('are listed by name, page by page', async () => {
      const stores = open();
      const group = await makeGroup(stores);
      const names: string[] = [];
      for (let n = 0; n < 5; n += 1) names.push((await makeUser(stores, { groups: [group.id] })).name);
      const read: string[] = [];
      for (let after: string | undefined; ; ) {
        const { rows, end } = await stores.directory.listOf(group.id, after, 2);
        read.push(...rows.map(({ name }) => name));
        if (end) break;
        after = read.at(-1);
      }
      expect(read).toEqual(names.toSorted());
      const all = (await stores.directory.list(undefined, 100)).rows.map(({ name }) => name);
      expect(all).toEqual(all.toSorted());
      expect(all).toEqual(expect.arrayContaining(names));
      expect((await stores.directory.list(all[0], 100)).rows[0]?.name).toBe(all[1]);
    });
  });

  describe('departments', () => {
    test('change against the version of the tree that was read', async () => {
      const { departments } = open();
      const tree = await departments.readTree();
      const [one, two] = [departmentOf(fresh('a')), departmentOf(fresh('b'))];
      const made = await Promise.all([one, two].map((each) => departments.create(tree, each, undefined, 0)));
      expect(made.toSorted()).toEqual([false, true]);
      const kept = made[0] === true ? one : two;
      expect(await departments.find(kept.id)).toEqual(kept);
      expect(await departments.replace(tree, { ...kept, name: 'x' }, false)).toBe(false);
      const now = await departments.readTree();
      expect(now.count).toBe(tree.count + 1);
      expect(await departments.replace(now, { ...kept, name: 'x', version: 2 }, false)).toBe(true);
      expect((await departments.find(kept.id))?.name).toBe('x');
    });

    test('a move is marked until it is settled; late batches do nothing', async () => {
      const stores = open();
      const { departments } = stores;
      const [top, child] = [await makeDepartment(stores), await makeDepartment(stores)];
      const before = await departments.readTree();
      const moved = { ...child, parent: top.id, ancestors: [top.id], version: 2 };
      expect(await departments.replace(before, moved, true)).toBe(true);
      const during = await departments.readTree();
      expect(during.moving).toBe(child.id);
      const placement = { id: child.id, ancestors: ['dep_x'] };
      expect(await departments.place(before.version, [placement])).toBe(false);
      expect(await departments.place(during.version, [{ ...placement, ancestors: [top.id] }])).toBe(true);
      await departments.settle(before.version);
      expect((await departments.readTree()).moving).toBe(child.id);
      await departments.settle(during.version);
      expect((await departments.readTree()).moving).toBeUndefined();
      const back = { ...moved, parent: null, ancestors: [], version: 3 };
      expect(await departments.replace(await departments.readTree(), back, false)).toBe(true);
      expect(await departments.find(child.id)).toEqual(back);
    });

    test('with users stays; without them goes', async () => {
      const stores = open();
      const department = await makeDepartment(stores);
      const user = await makeUser(stores, { department: department.id });
      expect(await stores.departments.remove(await stores.departments.readTree(), department.id)).toBe(false);
      await stores.directory.change(user, next(user, { department: null }));
      const tree = await stores.departments.readTree();
      expect(await stores.departments.remove(tree, department.id)).toBe(true);
      expect(await stores.departments.find(department.id)).toBeUndefined();
      expect((await stores.departments.readTree()).count).toBe(tree.count - 1);
    });
  });

  describe('groups', () => {
    test('have names of their own, in whatever case', async () => {
      const { groups } = open();
      const name = fresh('Group');
      const group = groupOf(name);
      expect(await groups.create(group, undefined, 0)).toBe(true);
      expect(await groups.create(groupOf(name.toUpperCase()), undefined, 0)).toBe(false);
      expect(await groups.isTaken(name.toLowerCase())).toBe(true);
      const renamed = { ...group, name: fresh('Other'), version: 2 };
      expect(await groups.replace(group, renamed)).toBe(true);
      expect(await groups.replace(group, renamed)).toBe(false);
      expect(await groups.isTaken(name)).toBe(false);
      expect(await groups.create(groupOf(name), undefined, 0)).toBe(true);
      expect(await groups.replace(renamed, { ...renamed, name, version: 3 })).toBe(false);
    });

    test('with members stay; without them go, and give their name back', async () => {
      const stores = open();
      const group = await makeGroup(stores);
      const user = await makeUser(stores, { groups: [group.id] });
      expect(await stores.groups.remove(group)).toBe(false);
      await stores.directory.change(user, next(user, { groups: [] }));
      expect(await stores.groups.remove(group)).toBe(true);
      expect(await stores.groups.find(group.id)).toBeUndefined();
      expect(await stores.groups.isTaken(group.name)).toBe(false);
    });

    test('are listed by name, page by page', async () => {
      const stores = open();
      const made = [];
      for (let n = 0; n < 4; n += 1) made.push((await makeGroup(stores)).id);
      const read: Group[] = [];
      for (let after: string | undefined; ; ) {
        const { rows, end } = await stores.groups.list(after, 3);
        read.push(...rows);
        const last = rows.at(-1);
        if (end || last === undefined) break;
        after = positionOf(last);
      }
      const positions = read.map(positionOf);
      expect(positions).toEqual(positions.toSorted());
      expect(read.map(({ id }) => id)).toEqual(expect.arrayContaining(made));
    });
  });
};
