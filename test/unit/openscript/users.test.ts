import { describe, expect, test } from 'vitest';
import { fakePlatform, refusal, success, tokens } from './fake-platform.ts';

const at = '2026-11-24T08:00:00.000Z';
const li = {
  id: '0f3c8a52-9d1e-4c55-8a10-5f0e2b7c9d11',
  username: 'Li.Na',
  display_name: '李娜',
  email: 'li@example.com',
  status: 'active',
  roles: ['operator'],
  department: null,
  groups: [],
  invited_until: null,
  created_at: at,
  version: 4,
};
const other = { ...li, id: '1f3c8a52-9d1e-4c55-8a10-5f0e2b7c9d11', username: 'Li.Nan' };
const made = { ...li, temporary_password: 'mVf3kQ2xYb7Tn4Rs', invitation: null };
const invited = {
  ...li,
  temporary_password: null,
  invitation: { sent: true, valid_until: at, reason: null },
};
const department = (id: string, name: string, ancestors: string[]) => ({
  id,
  name,
  parent: ancestors.at(-1) ?? null,
  ancestors,
  members_count: 3,
  version: 1,
  created_at: at,
  updated_at: at,
});

const open = async (creating: () => Response = () => success(made, 201)) => {
  const platform = fakePlatform({
    ...tokens(),
    'GET /users': () => success({ items: [other, li], page_size: 100, next_cursor: null }),
    [`GET /users/${li.id}`]: () => success({ ...li, locked_until: null }),
    'POST /users': creating,
    [`PATCH /users/${li.id}`]: () => success({ ...li, roles: ['author'] }),
    'POST /users/*/disable': () => success({ ...li, status: 'disabled' }),
    'POST /users/*/enable': () => refusal(40901, 'cannot be'),
    'GET /departments': () =>
      success({ items: [department('dep_1', 'Bank', []), department('dep_2', 'East', ['dep_1'])] }),
  });
  await platform.signIn();
  return platform;
};

describe('openscript users', () => {
  test('lists them, filtered', async () => {
    const { run, out, received } = await open();
    expect(await run('users', 'list', '--role', 'operator', '--status', 'active')).toBe(0);
    expect(out.at(-1)).toMatch(/Li\.Na .*李娜.*operator.*li@example\.com/);
    expect(received.at(-1)?.query.get('role')).toBe('operator');
  });

  test('makes one, and shows the temporary password with the advice beside it', async () => {
    const { run, out, err, received } = await open();
    expect(await run('users', 'create', 'Li.Na', '--roles', 'operator, author', '--name', '李娜')).toBe(0);
    expect(received.at(-1)?.body).toEqual({
      username: 'Li.Na',
      invite: false,
      display_name: '李娜',
      roles: ['operator', 'author'],
    });
    expect(received.at(-1)?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(out.at(-1)).toContain('mVf3kQ2xYb7Tn4Rs');
    expect(err.at(-1)).toContain('not shown again');
  });

  test('invites one, and fails when the letter did not go out', async () => {
    const good = await open(() => success(invited, 201));
    expect(await good.run('users', 'invite', 'Li.Na', '--email', 'li@example.com')).toBe(0);
    expect(good.err.at(-1)).toContain('li@example.com');
    const invitation = { sent: false, valid_until: at, reason: 'refused' };
    const bad = await open(() => success({ ...invited, invitation }, 201));
    expect(await bad.run('users', 'invite', 'Li.Na', '--email', 'li@example.com')).toBe(1);
    expect(bad.err.join('\n')).toContain('not sent: refused');
  });

  test('finds a user by the whole name in any case, or by the id', async () => {
    const { run, out, received } = await open();
    expect(await run('users', 'disable', 'li.na')).toBe(0);
    expect(received.at(-1)?.path).toContain(`${li.id}/disable`);
    expect(out.at(-1)).toContain('disabled');
    expect(await run('users', 'show', li.id)).toBe(0);
    expect(await run('users', 'show', 'li')).toBe(1);
  });

  test('sets roles at the version that is there, and says what the platform refuses', async () => {
    const { run, err, received } = await open();
    expect(await run('users', 'set-roles', 'li.na', '--roles', 'author')).toBe(0);
    expect(received.at(-1)?.body).toEqual({ version: 4, roles: ['author'] });
    expect(await run('users', 'enable', 'li.na')).toBe(1);
    expect(err.join('\n')).toContain('cannot be');
  });

  test.each([
    ['users', 'fly', 'x'],
    ['users', 'show'],
    ['users', 'list', 'x'],
    ['users', 'list', '--status', 'gone'],
    ['users', 'invite', 'x'],
    ['users', 'set-roles', 'li.na'],
    ['departments', 'grow'],
  ])('%s %s … is not understood', async (...words) => {
    const { run } = await open();
    expect(await run(...words)).toBe(2);
  });
});

test('openscript departments lists the tree', async () => {
  const { run, out } = await open();
  expect(await run('departments')).toBe(0);
  expect(out.at(-1)).toMatch(/Bank +3 +dep_1\n {2}East +3 +dep_2/);
});
