import { describe, expect, test } from 'vitest';
import { MAX_GROUPS } from '../../../functions/directory/user-schema.ts';
import { type DirectoryApi, directoryApi } from './directory-api.ts';

const addDepartment = async (api: DirectoryApi, name: string, parent: string | null = null) =>
  (await api.call('POST', '/departments', { body: { name, parent } })).body.data;
const addGroup = async (api: DirectoryApi, name: string) =>
  (await api.call('POST', '/groups', { body: { name } })).body.data;

describe('departments', () => {
  test('are a tree: siblings by name, with their ancestors', async () => {
    const api = await directoryApi();
    const bank = await addDepartment(api, 'Bank');
    const east = await addDepartment(api, 'East 2', bank.id);
    const west = await addDepartment(api, 'East 10', bank.id);
    const desk = await addDepartment(api, 'Desk', east.id);
    expect(desk).toMatchObject({ parent: east.id, ancestors: [bank.id, east.id], members_count: 0 });
    const { items } = (await api.call('GET', '/departments')).body.data;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([bank.id, east.id, desk.id, west.id]);
  });

  test('move with everything below them', async () => {
    const api = await directoryApi();
    const [bank, shop] = [await addDepartment(api, 'Bank'), await addDepartment(api, 'Shop')];
    const east = await addDepartment(api, 'East', bank.id);
    const desk = await addDepartment(api, 'Desk', east.id);
    const moved = await api.call('PATCH', `/departments/${east.id}`, {
      body: { version: 1, parent: shop.id },
    });
    expect(moved.body.data).toMatchObject({ ancestors: [shop.id], version: 2 });
    expect((await api.departments.find(desk.id))?.ancestors).toEqual([shop.id, east.id]);
    const cycle = await api.call('PATCH', `/departments/${shop.id}`, {
      body: { version: 1, parent: desk.id },
    });
    expect([cycle.status, cycle.body.errors[0].field]).toEqual([409, 'parent']);
    const stale = await api.call('PATCH', `/departments/${east.id}`, { body: { version: 1, parent: null } });
    expect(stale.body.errors[0].field).toBe('version');
  });

  test('are refused a name twice, an eleventh level, and a parent that is none', async () => {
    const api = await directoryApi();
    let parent: string | null = null;
    for (let level = 1; level <= 10; level += 1) parent = (await addDepartment(api, `L${level}`, parent)).id;
    const deep = await api.call('POST', '/departments', { body: { name: 'x', parent } });
    expect([deep.status, deep.body.errors[0].field]).toEqual([409, 'parent']);
    const twice = await api.call('POST', '/departments', { body: { name: 'l1' } });
    expect([twice.status, twice.body.errors[0].field]).toEqual([409, 'name']);
    const none = await api.call('POST', '/departments', {
      body: { name: 'x', parent: 'dep_01JDA2B3C4D5E6F7G8H9JKMNPQ' },
    });
    expect([none.status, none.body.errors[0].field]).toEqual([400, 'parent']);
  });

  test('of twenty added at once all are there, once for a key', async () => {
    const api = await directoryApi();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        api.call('POST', '/departments', {
          body: { name: `n${n % 4}` },
          headers: { 'idempotency-key': `k${n % 4}` },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(4);
    expect((await api.call('GET', '/departments')).body.data.items).toHaveLength(4);
  });

  test('go when they are empty, and not before', async () => {
    const api = await directoryApi();
    const bank = await addDepartment(api, 'Bank');
    const east = await addDepartment(api, 'East', bank.id);
    const user = await api.make('li.na', { department: east.id });
    const remove = async (id: string) => (await api.call('DELETE', `/departments/${id}`)).status;
    expect([await remove(bank.id), await remove(east.id)]).toEqual([409, 409]);
    await api.call('PATCH', `/users/${user.id}`, { body: { version: 1, department: null } });
    expect([await remove(east.id), await remove(bank.id), await remove(bank.id)]).toEqual([200, 200, 404]);
    const gone = await api.call('PATCH', `/users/${user.id}`, { body: { version: 2, department: east.id } });
    expect([gone.status, gone.body.errors[0].field]).toEqual([400, 'department']);
  });
});

describe('groups', () => {
  test('are made, changed and deleted, under names of their own', async () => {
    const api = await directoryApi();
    const group = await addGroup(api, 'Closing');
    expect(group).toMatchObject({ name: 'Closing', description: '', members_count: 0, version: 1 });
    const twice = await api.call('POST', '/groups', { body: { name: 'CLOSING' } });
    expect([twice.status, twice.body.errors[0].field]).toEqual([409, 'name']);
    const other = await addGroup(api, 'Other');
    const taken = await api.call('PATCH', `/groups/${other.id}`, { body: { version: 1, name: 'closing' } });
    expect(taken.body.errors[0].field).toBe('name');
    const body = { version: 1, name: 'CLOSING', description: 'books' };
    expect((await api.call('PATCH', `/groups/${group.id}`, { body })).body.data).toMatchObject({
      name: 'CLOSING',
      description: 'books',
      version: 2,
    });
    expect((await api.call('PATCH', `/groups/${group.id}`, { body })).body.errors[0].field).toBe('version');
    const listed = (await api.call('GET', '/groups', { query: 'q=clos' })).body.data.items;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([group.id]);
    expect((await api.call('DELETE', `/groups/${group.id}`)).status).toBe(200);
    expect((await api.call('GET', `/groups/${group.id}`)).status).toBe(404);
    expect((await addGroup(api, 'Closing')).version).toBe(1);
  });

  test('take members in and let them go, as often as it is said', async () => {
    const api = await directoryApi();
    const group = await addGroup(api, 'Closing');
    const [li, wang] = [await api.make('li.na'), await api.make('wang')];
    const member = (method: string, id: string) => api.call(method, `/groups/${group.id}/members/${id}`);
    for (const id of [li.id, wang.id, li.id])
      expect((await member('PUT', id)).body.data.groups).toEqual([group.id]);
    const members = (await api.call('GET', `/groups/${group.id}/members`)).body.data.items;
    expect(members.map(({ username }: { username: string }) => username)).toEqual(['li.na', 'wang']);
    expect((await api.call('GET', `/groups/${group.id}`)).body.data.members_count).toBe(2);
    expect((await api.call('DELETE', `/groups/${group.id}`)).status).toBe(409);
    for (const id of [li.id, li.id]) expect((await member('DELETE', id)).body.data.groups).toEqual([]);
    expect((await api.call('GET', `/groups/${group.id}`)).body.data.members_count).toBe(1);
    expect((await member('PUT', 'nobody')).status).toBe(404);
    const nowhere = group.id.replace(/.{4}$/, 'ZZZZ');
    expect((await api.call('PUT', `/groups/${nowhere}/members/${li.id}`)).status).toBe(404);
    expect((await api.call('GET', `/groups/${nowhere}/members`)).status).toBe(404);
  });

  test('count right when many come and go at once', async () => {
    const api = await directoryApi();
    const group = await addGroup(api, 'Closing');
    const users = await Promise.all(Array.from({ length: 8 }, (_, n) => api.make(`user${n}`)));
    const member = (method: string, id: string) => api.call(method, `/groups/${group.id}/members/${id}`);
    await Promise.all(users.flatMap(({ id }) => [member('PUT', id), member('PUT', id)]));
    await Promise.all(users.slice(0, 3).map(({ id }) => member('DELETE', id)));
    expect((await api.call('GET', `/groups/${group.id}`)).body.data.members_count).toBe(5);
  });

  test(`a user is in at most ${MAX_GROUPS}`, async () => {
    const api = await directoryApi();
    const groups: string[] = [];
    for (let n = 0; n <= MAX_GROUPS; n += 1) groups.push((await addGroup(api, `g${n}`)).id);
    const user = await api.make('li.na', { groups: groups.slice(0, MAX_GROUPS) });
    const more = await api.call('PUT', `/groups/${groups.at(-1)}/members/${user.id}`);
    expect(more.body.code).toBe(40901);
    const patch = await api.call('PATCH', `/users/${user.id}`, { body: { version: 1, groups } });
    expect([patch.status, patch.body.errors[0].field]).toEqual([400, 'groups']);
  });
});

describe('no body says what is not its to say', () => {
  const injected = {
    id: 'x',
    owner: 'x',
    status: 'disabled',
    created_at: '2020-01-01T00:00:00.000Z',
    updated_at: '2020-01-01T00:00:00.000Z',
    invitation: { hash: '', until: '' },
    invited_until: '2099-01-01T00:00:00.000Z',
    members_count: 7,
    ancestors: [],
    password: 'mine',
    user_id: 'x',
    isAdmin: true,
  };

  test.each([
    ['POST', '/users', { username: 'new.one', roles: [] }],
    ['PATCH', '/users/USER', { version: 1 }],
    ['POST', '/users/USER/disable', {}],
    ['POST', '/users/USER/enable', {}],
    ['POST', '/users/USER/reset-password', {}],
    ['POST', '/users/USER/invite', {}],
    ['POST', '/users/USER/unlock', {}],
    ['POST', '/invitations/accept', { code: 'a.b', password: 'a good password' }],
    ['POST', '/departments', { name: 'new' }],
    ['PATCH', '/departments/DEPARTMENT', { version: 1 }],
    ['POST', '/groups', { name: 'new' }],
    ['PATCH', '/groups/GROUP', { version: 1 }],
    ['PUT', '/groups/GROUP/members/USER', {}],
  ])('%s %s', async (method, path, body) => {
    const api = await directoryApi();
    const user = await api.make('li.na');
    const department = await addDepartment(api, 'Bank');
    const group = await addGroup(api, 'Closing');
    const before = JSON.stringify([...api.users.rows]);
    const at = path.replace('USER', user.id).replace('DEPARTMENT', department.id).replace('GROUP', group.id);
    for (const [field, value] of Object.entries(injected).filter(([name]) => !(name in body))) {
      const { status, body: answer } = await api.call(method, at, { body: { ...body, [field]: value } });
      expect([field, status, answer.errors.map((error: { field: string }) => error.field)]).toEqual([
        field,
        400,
        [field],
      ]);
    }
    expect(JSON.stringify([...api.users.rows])).toBe(before);
    expect(await api.departments.find(department.id)).toMatchObject({ version: 1, name: 'Bank' });
    expect(await api.groups.find(group.id)).toMatchObject({ version: 1, members: 0 });
  });
});
