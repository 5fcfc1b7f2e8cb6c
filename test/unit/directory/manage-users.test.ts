import { describe, expect, test } from 'vitest';
import { directoryApi } from './directory-api.ts';

describe('changing a user', () => {
  test('changes what is given, for the version that was read, and is felt with the next request', async () => {
    const api = await directoryApi();
    const { id, headers } = await api.person('li.na', { email: 'li@example.com' });
    const list = () => api.call('GET', '/users', { headers });
    expect((await list()).status).toBe(403);
    const body = { version: 1, roles: ['auditor'], display_name: '李娜', email: null };
    const changed = await api.call('PATCH', `/users/${id}`, { body });
    expect(changed.body.data).toMatchObject({
      version: 2,
      roles: ['auditor'],
      display_name: '李娜',
      email: null,
    });
    expect((await list()).status).toBe(200);
    expect(api.pool.members.get('li.na')?.groups).toEqual(['auditor']);
    const stale = await api.call('PATCH', `/users/${id}`, { body });
    expect([stale.status, stale.body.errors[0].field]).toEqual([409, 'version']);
    await api.call('PATCH', `/users/${id}`, { body: { version: 2, roles: [] } });
    expect((await list()).status).toBe(403);
  });

  test('counts although the user pool does not answer, and the next change makes up for it', async () => {
    const api = await directoryApi();
    const { id } = await api.person('li.na');
    api.pool.faults.set('setRoles', new Error('down'));
    const changed = await api.call('PATCH', `/users/${id}`, { body: { version: 1, roles: ['author'] } });
    expect(changed.status).toBe(200);
    expect(api.pool.members.get('li.na')?.groups).toEqual(['operator']);
    expect(api.identity.lines.some((line) => line.includes('the user pool was not told'))).toBe(true);
    api.pool.faults.clear();
    await api.call('PATCH', `/users/${id}`, { body: { version: 2, roles: ['auditor'] } });
    expect(api.pool.members.get('li.na')?.groups).toEqual(['auditor']);
  });

  test('of two at once one holds', async () => {
    const api = await directoryApi();
    const { id } = await api.person('li.na');
    const patch = (roles: string[]) => api.call('PATCH', `/users/${id}`, { body: { version: 1, roles } });
    const answers = await Promise.all([patch(['author']), patch(['auditor'])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('of administrators one is left', () => {
  test('the last one can neither give the role away nor be disabled', async () => {
    const api = await directoryApi();
    const demote = await api.call('PATCH', `/users/${api.rootId}`, {
      body: { version: 1, roles: ['auditor'] },
    });
    expect([demote.status, demote.body.code]).toEqual([409, 40901]);
    expect(demote.body.message).toContain('no active administrator');
    const second = await api.person('second', { roles: ['admin'] });
    const { headers } = second;
    expect((await api.call('POST', `/users/${api.rootId}/disable`, { headers })).status).toBe(200);
    const alone = await api.call('PATCH', `/users/${second.id}`, {
      headers,
      body: { version: 1, roles: [] },
    });
    expect(alone.body.code).toBe(40901);
  });

  test('two who demote each other at once: one remains', async () => {
    for (let round = 0; round < 20; round += 1) {
      const api = await directoryApi();
      const second = await api.person('second', { roles: ['admin'] });
      const body = { version: 1, roles: ['operator'] };
      const answers = await Promise.all([
        api.call('PATCH', `/users/${second.id}`, { body }),
        api.call('PATCH', `/users/${api.rootId}`, { body, headers: second.headers }),
      ]);
      expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
      const left = [...api.users.rows.values()].filter(
        (row) => row.status === 'active' && row.roles?.includes('admin'),
      );
      expect(left.length).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('disabling', () => {
  test('ends all sessions at once, keeps from signing in, and enabling brings no session back', async () => {
    const api = await directoryApi();
    const { id, headers } = await api.person('li.na');
    const me = () => api.identity.call('GET', '/auth/me', { headers });
    expect((await me()).status).toBe(200);
    const disabled = await api.call('POST', `/users/${id}/disable`);
    expect(disabled.body.data).toMatchObject({ status: 'disabled', version: 2 });
    expect((await me()).body.code).toBe(40101);
    expect((await api.identity.login('li.na', 'another password')).status).toBe(401);
    expect((await api.call('POST', `/users/${id}/disable`)).body.data.version).toBe(2);
    expect((await api.call('POST', `/users/${id}/reset-password`)).body.code).toBe(40901);
    expect((await api.call('POST', `/users/${id}/enable`)).body.data).toMatchObject({ status: 'active' });
    expect((await me()).body.code).toBe(40101);
    expect((await api.identity.login('li.na', 'another password')).status).toBe(200);
  });

  test.each(['disable', 'enable'] as const)('a cut-off %s is made good by the next', async (step) => {
    const api = await directoryApi();
    const { id, headers } = await api.person('li.na');
    if (step === 'enable') await api.call('POST', `/users/${id}/disable`);
    api.pool.faults.set(step, new Error('cut off'));
    expect((await api.call('POST', `/users/${id}/${step}`)).status).toBe(500);
    const refused = await api.identity.call('GET', '/auth/me', { headers });
    expect(refused.status).toBe(401);
    api.pool.faults.clear();
    expect((await api.call('POST', `/users/${id}/${step}`)).status).toBe(200);
    const signsIn = (await api.identity.login('li.na', 'another password')).status;
    expect(signsIn).toBe(step === 'disable' ? 401 : 200);
  });

  test('a session that a cut-off disabling left does not come to life when the user is enabled', async () => {
    const api = await directoryApi();
    const { id, headers } = await api.person('li.na');
    const { sessions } = api.identity;
    const { revokeOthers } = sessions;
    sessions.revokeOthers = async () => {
      throw new Error('cut off');
    };
    expect((await api.call('POST', `/users/${id}/disable`)).status).toBe(500);
    sessions.revokeOthers = revokeOthers;
    expect((await api.call('POST', `/users/${id}/enable`)).status).toBe(200);
    expect((await api.identity.call('GET', '/auth/me', { headers })).status).toBe(401);
  });

  test('nobody disables oneself', async () => {
    const api = await directoryApi();
    await api.person('second', { roles: ['admin'] });
    const own = await api.call('POST', `/users/${api.rootId}/disable`);
    expect([own.status, own.body.code]).toEqual([409, 40901]);
    expect(own.body.message).toContain('nobody disables oneself');
  });
});

describe('passwords and locks', () => {
  test('a reset gives a temporary password, and ends sessions and the old one', async () => {
    const api = await directoryApi();
    const { id, headers } = await api.person('li.na');
    const reset = await api.call('POST', `/users/${id}/reset-password`);
    expect((await api.identity.call('GET', '/auth/me', { headers })).status).toBe(401);
    expect((await api.identity.login('li.na', 'another password')).status).toBe(401);
    const first = await api.identity.login('li.na', reset.body.data.temporary_password);
    expect(first.body.data.challenge).toBe('new_password');
  });

  test('a locked user is seen as such, and signs in again once unlocked', async () => {
    const api = await directoryApi();
    const { id } = await api.person('li.na');
    for (let n = 0; n < 5; n += 1) await api.identity.login('li.na', 'wrong');
    expect((await api.identity.login('li.na', 'another password')).status).toBe(429);
    const locked = (await api.call('GET', `/users/${id}`)).body.data.locked_until;
    expect(Date.parse(locked)).toBeGreaterThan(Date.now());
    expect((await api.call('POST', `/users/${id}/unlock`)).body.data.locked_until).toBeNull();
    expect((await api.identity.login('li.na', 'another password')).status).toBe(200);
  });
});

describe('who may', () => {
  const routes = [
    ['GET', '/users'],
    ['GET', '/users/ID'],
    ['POST', '/users'],
    ['PATCH', '/users/ID'],
    ['POST', '/users/ID/disable'],
    ['POST', '/users/ID/enable'],
    ['POST', '/users/ID/reset-password'],
    ['POST', '/users/ID/invite'],
    ['POST', '/users/ID/unlock'],
  ] as const;
  const bodies: Record<string, unknown> = { POST: { username: 'x.y', roles: [] }, PATCH: { version: 1 } };

  test('managers and auditors read; administrators alone change', async () => {
    const api = await directoryApi();
    for (const role of ['manager', 'auditor', 'operator']) {
      const { headers } = await api.person(`a.${role}`, { roles: [role] });
      for (const [method, path] of routes) {
        const body = path === '/users' || method === 'PATCH' ? bodies[method] : undefined;
        const { status } = await api.call(method, path.replace('ID', api.rootId), { headers, body });
        const reads = method === 'GET' && role !== 'operator';
        expect([role, method, path, status]).toEqual([role, method, path, reads ? 200 : 403]);
      }
    }
  });

  test('somebody who is not there is 40401 everywhere, in the same words', async () => {
    const api = await directoryApi();
    const bodiesOf404 = new Set<string>();
    for (const [method, path] of routes.filter(([, path]) => path.includes('ID'))) {
      const { status, body } = await api.call(method, path.replace('ID', 'nobody'), {
        body: method === 'PATCH' ? { version: 1 } : undefined,
      });
      expect([method, path, status]).toEqual([method, path, 404]);
      bodiesOf404.add(JSON.stringify({ ...body, timestamp: 0 }));
    }
    expect(bodiesOf404.size).toBe(1);
  });
});

describe('the list', () => {
  test('is by name, filtered by every filter, and its cursors are its own', async () => {
    const api = await directoryApi();
    const department = (await api.call('POST', '/departments', { body: { name: 'East' } })).body.data.id;
    const group = (await api.call('POST', '/groups', { body: { name: 'Closing' } })).body.data.id;
    await api.make('wang', { department, display_name: '王芳', email: 'w@east.example' });
    await api.make('zhao', { groups: [group], roles: ['author', 'auditor'] });
    const chen = await api.make('chen', { department, groups: [group] });
    await api.call('POST', `/users/${chen.id}/disable`);
    const names = async (query: string) => {
      const { body } = await api.call('GET', '/users', { query });
      return body.data.items.map(({ username }: { username: string }) => username);
    };
    expect(await names('')).toEqual(['chen', 'root', 'wang', 'zhao']);
    expect(await names('role=auditor')).toEqual(['zhao']);
    expect(await names(`department=${department}`)).toEqual(['chen', 'wang']);
    expect(await names(`group=${group}`)).toEqual(['chen', 'zhao']);
    expect(await names(`group=${group}&department=${department}`)).toEqual(['chen']);
    expect(await names('status=disabled')).toEqual(['chen']);
    expect(await names('q=EAST')).toEqual(['wang']);
    expect(await names(`q=${encodeURIComponent('王')}`)).toEqual(['wang']);
    expect(await names(`department=${department}&status=active`)).toEqual(['wang']);
    const first = await api.call('GET', '/users', { query: 'page_size=3' });
    const cursor = first.body.data.next_cursor;
    expect(await names(`page_size=3&cursor=${cursor}`)).toEqual(['zhao']);
    const foreign = await api.call('GET', '/users', { query: `page_size=3&role=admin&cursor=${cursor}` });
    expect([foreign.status, foreign.body.errors[0].field]).toEqual([400, 'cursor']);
  });
});
