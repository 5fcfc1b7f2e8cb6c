import { describe, expect, test } from 'vitest';
import { identityApi } from './identity-api.ts';

const root = { username: 'administrator', password: 'correct horse' };

describe('the first administrator', () => {
  test('is made once, and check-init says so', async () => {
    const api = identityApi({ passwordMinLength: 9 });
    const before = await api.call('GET', '/auth/check-init');
    expect(before.body.data).toEqual({
      initialized: false,
      self_registration: true,
      password_min_length: 9,
      setup_code_required: false,
    });
    const made = await api.post('/auth/init', root);
    expect([made.status, made.body.data.roles]).toEqual([201, ['admin']]);
    expect((await api.call('GET', '/auth/check-init')).body.data.initialized).toBe(true);
    const again = await api.post('/auth/init', { ...root, username: 'another' });
    expect([again.status, again.body.code]).toEqual([409, 40901]);
    expect([...api.pool.members.keys()]).toEqual(['administrator']);
  });

  test('is one, of twenty who try at once', async () => {
    const api = identityApi();
    const tries = Array.from({ length: 20 }, (_, n) =>
      api.post('/auth/init', { ...root, username: `administrator${n}` }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(api.pool.members.size).toBe(1);
  });

  test('needs the set-up code where the stage has one, and nothing is claimed by who has it not', async () => {
    const api = identityApi({ setupCode: 'kR7vQ2mX' });
    expect((await api.call('GET', '/auth/check-init')).body.data.setup_code_required).toBe(true);
    for (const setup_code of [undefined, 'kR7vQ2mY', 'kR7vQ2m', 'KR7VQ2MX']) {
      const { status, body } = await api.post('/auth/init', { ...root, setup_code });
      expect([status, body.code, body.errors[0].field]).toEqual([400, 40001, 'setup_code']);
    }
    expect(await api.setup.find()).toBeUndefined();
    const made = await api.post('/auth/init', { ...root, setup_code: ' kR7vQ2mX\n' });
    expect([made.status, made.body.data.roles]).toEqual([201, ['admin']]);
    expect(api.lines.join('')).not.toContain('kR7vQ2mX');
  });

  test('may do everything', async () => {
    const api = identityApi();
    await api.post('/auth/init', root);
    const { body } = await api.login(root.username, root.password);
    const authorization = `Bearer ${body.data.access_token}`;
    const me = await api.call('GET', '/auth/me', { headers: { authorization } });
    expect(me.body.data.permissions).toContain('scripts.manage.all');
  });

  test('can be tried again after a failure, a short password or a taken name', async () => {
    const api = identityApi();
    expect((await api.post('/auth/init', { ...root, password: 'short' })).status).toBe(400);
    await api.post('/auth/register', { username: 'wang.fang', password: 'correct horse' });
    expect((await api.post('/auth/init', { ...root, username: 'Wang.Fang' })).status).toBe(409);
    api.pool.faults.set('addRole', new Error('no such group'));
    expect((await api.post('/auth/init', root)).status).toBe(500);
    api.pool.faults.clear();
    expect((await api.post('/auth/init', root)).status).toBe(201);
  });
});

describe('a set-up that died in the middle', () => {
  const claimed = async (api: ReturnType<typeof identityApi>) => {
    const at = new Date().toISOString();
    await api.setup.claim({ attempt: 'dead', name: 'administrator', claimedAt: at });
    const row = { name: 'administrator', username: 'administrator', email: null, attempt: 'dead' };
    await api.users.reserve({ ...row, createdAt: at });
    await api.pool.users.create('administrator', null);
  };

  test('can be repeated for the same name after a minute, and for no other', async () => {
    const api = identityApi();
    await claimed(api);
    expect((await api.post('/auth/init', root)).status).toBe(409);
    api.clock.offset += 61_000;
    expect((await api.post('/auth/init', { ...root, username: 'intruder' })).status).toBe(409);
    expect((await api.post('/auth/init', root)).status).toBe(201);
  });

  test('is closed for ever once its user was complete', async () => {
    const api = identityApi();
    await claimed(api);
    await api.users.activate('administrator', 'dead', 'sub-1', ['admin']);
    api.clock.offset += 61_000;
    expect((await api.post('/auth/init', { ...root, username: 'intruder' })).status).toBe(409);
    expect((await api.call('GET', '/auth/check-init')).body.data.initialized).toBe(true);
  });
});
