import { describe, expect, test } from 'vitest';
import type { RoleBook } from '../../../functions/directory/roles.ts';
import { conflict } from '../../../functions/platform/errors.ts';
import { text } from '../../../functions/platform/text.ts';
import { directoryApi } from './directory-api.ts';

const li = { username: 'Li.Na', roles: ['operator', 'author'] };

describe('a user with a temporary password', () => {
  test('is shown once, must change it with the first sign-in, and then works', async () => {
    const api = await directoryApi();
    const { status, body, headers } = await api.call('POST', '/users', {
      body: { ...li, display_name: '李娜', email: 'li@example.com' },
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      username: 'Li.Na',
      display_name: '李娜',
      email: 'li@example.com',
      status: 'active',
      roles: li.roles,
      department: null,
      groups: [],
      invitation: null,
      version: 1,
    });
    expect(headers.location).toBe(`/api/v1/users/${body.data.id}`);
    const password = body.data.temporary_password as string;
    expect(password).toMatch(/^[A-Za-z2-9]{16}$/);
    const shown = await api.call('GET', `/users/${body.data.id}`);
    expect(JSON.stringify(shown.body)).not.toContain(password);

    const first = await api.identity.login('li.na', password);
    expect(first.body.data.challenge).toBe('new_password');
    const answer = { session: first.body.data.session, username: 'li.na', new_password: 'another password' };
    const tokens = await api.identity.post('/auth/challenge', answer);
    const bearer = { authorization: `Bearer ${tokens.body.data.access_token}` };
    const me = await api.identity.call('GET', '/auth/me', { headers: bearer });
    expect(me.body.data).toMatchObject({ roles: li.roles, display_name: '李娜' });
    expect((await api.identity.login('li.na', password)).status).toBe(401);
  });

  test('starts in the department and groups it is given, which must exist', async () => {
    const api = await directoryApi();
    const department = (await api.call('POST', '/departments', { body: { name: 'East' } })).body.data.id;
    const group = (await api.call('POST', '/groups', { body: { name: 'Closing' } })).body.data.id;
    const made = await api.make('li.na', { department, groups: [group] });
    expect(made).toMatchObject({ department, groups: [group] });
    expect((await api.call('GET', `/groups/${group}`)).body.data.members_count).toBe(1);

    const gone = group.replace(/.{4}$/, 'ZZZZ');
    const refused = await api.call('POST', '/users', {
      body: { username: 'wang', roles: [], groups: [group, gone] },
    });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'groups.1']);
    expect(api.users.rows.has('wang')).toBe(false);
    expect(api.pool.members.has('wang')).toBe(false);
    expect((await api.make('wang')).username).toBe('wang');
  });

  test('is made once for an Idempotency-Key; the password is not shown again', async () => {
    const api = await directoryApi();
    const request = { body: li, headers: { 'idempotency-key': 'k1' } };
    const first = await api.call('POST', '/users', request);
    const again = await api.call('POST', '/users', request);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.data).toEqual({ ...first.body.data, temporary_password: null });
    const other = await api.call('POST', '/users', { ...request, body: { ...li, roles: [] } });
    expect(other.body.code).toBe(40901);
    expect(api.users.rows.size).toBe(2);
  });

  test('of ten at once with the same name one is made', async () => {
    const api = await directoryApi();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.call('POST', '/users', { body: li })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(api.users.rows.size).toBe(2);
  });

  test.each(['create', 'addRole', 'setTemporaryPassword'])(
    '%s failing leaves nothing behind',
    async (step) => {
      const api = await directoryApi();
      api.pool.faults.set(step, new Error('down'));
      expect((await api.call('POST', '/users', { body: li })).status).toBe(500);
      expect([api.users.rows.size, api.pool.members.size]).toEqual([1, 1]);
      api.pool.faults.clear();
      expect((await api.make('li.na')).username).toBe('li.na');
    },
  );
});

describe('roles', () => {
  /** A custom role that manages users, and nothing else. */
  const roles: RoleBook = {
    unknown: async (names) => names.filter((name) => !['clerk', 'operator', 'admin'].includes(name)),
    permissionsOf: async (names) =>
      names.flatMap((name) =>
        name === 'admin'
          ? (['users.manage', 'audit.read', 'runs.start'] as const)
          : name === 'clerk'
            ? (['users.manage'] as const)
            : name === 'operator'
              ? (['runs.start'] as const)
              : [],
      ),
  };

  test('that are none are named', async () => {
    const api = await directoryApi();
    const { body } = await api.call('POST', '/users', { body: { ...li, roles: ['operator', 'queen'] } });
    expect(body.errors).toEqual([{ field: 'roles.1', message: 'is no role: queen' }]);
  });

  test('that allow more than their giver may are refused, and so is managing somebody who may more', async () => {
    // The routes ask for the built-in permission: held by `admin`, while the book above says what the rules compare.
    const weaker: RoleBook = {
      ...roles,
      permissionsOf: async (names) =>
        names.includes('clerk') ? ['users.manage'] : roles.permissionsOf(names),
    };
    const limited = await directoryApi({ roles: weaker });
    const { headers } = await limited.person('clerk', { roles: ['clerk', 'admin'] });
    const give = await limited.call('POST', '/users', {
      headers,
      body: { username: 'new.one', roles: ['operator'] },
    });
    expect([give.status, give.body.code]).toEqual([403, 40301]);
    expect(give.body.message).toContain('runs.start');
    for (const [method, path, body] of [
      ['PATCH', `/users/${limited.rootId}`, { version: 1, email: 'mine@example.com' }],
      ['POST', `/users/${limited.rootId}/reset-password`, {}],
      ['POST', `/users/${limited.rootId}/disable`, {}],
      ['POST', `/users/${limited.rootId}/invite`, {}],
      ['POST', `/users/${limited.rootId}/unlock`, {}],
    ] as const) {
      const refused = await limited.call(method, path, { headers, body });
      expect([path, refused.status]).toEqual([path, 403]);
    }
    expect(limited.users.rows.get('root')).toMatchObject({ status: 'active', email: null, version: 1 });
  });
});

describe('an invitation', () => {
  const invite = { username: 'li.na', roles: ['operator'], email: 'li@example.com', invite: true };

  test('is a letter with a code that sets the password, once', async () => {
    const api = await directoryApi();
    const made = (await api.call('POST', '/users', { body: invite })).body.data;
    expect(made).toMatchObject({ temporary_password: null, invitation: { sent: true, reason: null } });
    expect(made.invited_until).toBe(made.invitation.valid_until);
    expect(api.mails.map(({ to }) => to)).toEqual(['li@example.com']);
    const { code = '', link } = api.mails[0]?.letter ?? {};
    expect(link).toBe(`https://console.example/invitation#${code}`);
    expect(JSON.stringify(api.users.rows.get('li.na'))).not.toContain(code.split('.')[1]);

    const accept = (body: unknown) => api.call('POST', '/invitations/accept', { body, headers: {} });
    const short = await accept({ code, password: 'short' });
    expect([short.status, short.body.errors[0].field]).toEqual([400, 'password']);
    const done = await accept({ code, password: 'a good password' });
    expect(done.body.data).toEqual({ username: 'li.na' });
    expect((await api.identity.login('li.na', 'a good password')).body.data.access_token).toBeDefined();
    expect((await accept({ code, password: 'another password' })).body.code).toBe(40101);
    expect((await api.call('GET', `/users/${made.id}`)).body.data.invited_until).toBeNull();
  });

  test('is good for 72 hours, until the next one, and for its own user', async () => {
    const api = await directoryApi();
    const made = (await api.call('POST', '/users', { body: invite })).body.data;
    const accept = async (code: string) =>
      (await api.call('POST', '/invitations/accept', { body: { code, password: 'a good password' } })).status;
    const codeOf = (n: number) => api.mails[n]?.letter.code ?? '';
    expect((await api.call('POST', `/users/${made.id}/invite`)).body.data.sent).toBe(true);
    expect(await accept(codeOf(0))).toBe(401);
    const [, secret] = codeOf(1).split('.');
    for (const code of [
      '',
      'x',
      `${api.rootId}.${secret}`,
      `nobody.${secret}`,
      `${codeOf(1)}x`,
      `${codeOf(1)}.x`,
    ])
      expect([code, await accept(code)]).toEqual([code, code === '' ? 400 : 401]);
    api.clock.offset += 72 * 3_600_000 - 1000;
    api.clock.offset += 2000;
    expect(await accept(codeOf(1))).toBe(401);
  });

  test('sets a password that counts among the last ones', async () => {
    const api = await directoryApi();
    const { id } = (await api.call('POST', '/users', { body: invite })).body.data;
    const accept = (at: number, password: string) =>
      api.call('POST', '/invitations/accept', {
        body: { code: api.mails[at]?.letter.code, password },
        headers: {},
      });
    expect((await accept(0, 'a good password')).status).toBe(200);
    expect((await api.credentials.find(id)).passwords).toHaveLength(1);
    await api.call('POST', `/users/${id}/invite`, { body: {} });
    const again = await accept(1, 'a good password');
    expect([again.status, again.body.errors?.[0]?.field]).toEqual([400, 'password']);
    // Refused before the code is used: with another password it is still good.
    expect((await accept(1, 'another good password')).status).toBe(200);
    expect((await api.credentials.find(id)).passwords).toHaveLength(2);
  });

  test('is void when its user is disabled, gets a temporary password, or another address', async () => {
    for (const [method, path, body] of [
      ['POST', '/disable', {}],
      ['POST', '/reset-password', {}],
      ['PATCH', '', { version: 1, email: 'other@example.com' }],
    ] as const) {
      const api = await directoryApi();
      const { id } = (await api.call('POST', '/users', { body: invite })).body.data;
      expect((await api.call(method, `/users/${id}${path}`, { body })).status).toBe(200);
      const code = api.mails[0]?.letter.code;
      const accepted = await api.call('POST', '/invitations/accept', {
        body: { code, password: 'a good password' },
      });
      expect([path, accepted.status]).toEqual([path, 401]);
    }
  });

  test('needs an address, and a stage with a sender: before anything is made', async () => {
    const { email: _, ...without } = invite;
    const api = await directoryApi();
    const missing = await api.call('POST', '/users', { body: without });
    expect([missing.status, missing.body.errors[0].field]).toEqual([400, 'email']);
    const silent = await directoryApi({ sender: false });
    const refused = await silent.call('POST', '/users', { body: invite });
    expect([refused.status, refused.body.code]).toEqual([409, 40901]);
    expect(refused.body.message).toContain('MailSender');
    expect(silent.users.rows.has('li.na')).toBe(false);
  });

  test('that could not be sent leaves the user, says why, and can be sent again', async () => {
    const api = await directoryApi();
    api.mailFault.error = conflict(text('this address is refused', '地址被拒绝'));
    const { status, body } = await api.call('POST', '/users', { body: invite });
    expect(status).toBe(201);
    expect(body.data.invitation).toMatchObject({ sent: false, reason: 'this address is refused' });
    expect((await api.call('POST', `/users/${body.data.id}/invite`)).status).toBe(409);
    delete api.mailFault.error;
    expect((await api.call('POST', `/users/${body.data.id}/invite`)).status).toBe(200);
    expect(api.mails).toHaveLength(1);
  });
});
