import { describe, expect, test } from 'vitest';
import { REFUSAL_MS } from '../../../functions/identity/login.ts';
import { identityApi, signedIn } from './identity-api.ts';

const half = 30 * 60 * 1000;

describe('signing in', () => {
  test('gives tokens that work, for the name in any form', async () => {
    const api = identityApi();
    await signedIn(api);
    const { status, body } = await api.login('WANG.ＦＡＮＧ', 'correct horse');
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    const authorization = `Bearer ${body.data.access_token}`;
    const me = await api.call('GET', '/auth/me', { headers: { authorization } });
    expect(me.body.data).toMatchObject({ username: 'wang.fang', roles: ['operator', 'author'] });
    expect(me.body.data.permissions).toContain('scripts.upload');
    expect(me.body.data.permissions).not.toContain('runs.read.all');
  });

  test('an unknown name, an impossible name and a wrong password get the same answer after the same time', async () => {
    const api = identityApi();
    await signedIn(api);
    const answers = await Promise.all([
      api.login('nobody', 'correct horse'),
      api.login('not a name at all', 'correct horse'),
      api.login('wang.fang', 'wrong'),
    ]);
    const words = answers.map(({ status, body }) => [status, body.code, body.message, body.errors]);
    expect(words).toEqual(Array(3).fill([401, 40101, 'the name or the password is wrong', []]));
    for (const ms of api.waits) expect(ms).toBeGreaterThan(REFUSAL_MS / 2);
    expect(api.waits).toHaveLength(3);
  });

  test('takes in a user whom somebody made in the pool', async () => {
    const api = identityApi();
    await api.pool.users.create('li.lei', null);
    await api.pool.users.setPassword('li.lei', 'correct horse', 'password');
    expect((await api.login('li.lei', 'correct horse')).status).toBe(200);
    expect(api.users.rows.get('li.lei')?.status).toBe('active');
  });

  test('writes no password, token or session to the log', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    await api.login('wang.fang', 'wrong password');
    await api.post('/auth/refresh', { refresh_token: tokens.refresh_token });
    const log = api.lines.join('\n');
    for (const secret of ['correct horse', 'wrong password', tokens.access_token, tokens.refresh_token])
      expect(log).not.toContain(secret);
    expect(log).toContain('"operation":"login"');
  });

  test('keeps the refresh token out of the table', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    const rows = JSON.stringify([...api.sessions.rows.values()]);
    expect(rows).not.toContain(tokens.refresh_token.split('.').at(-1));
    expect(rows).toMatch(/"refreshHash":"[0-9a-f]{64}"/);
  });
});

describe('five wrong passwords in a row', () => {
  const fail = async (api: ReturnType<typeof identityApi>, times: number, name = 'wang.fang') => {
    for (let n = 0; n < times; n += 1) await api.login(name, `wrong ${n}`);
  };

  test('lock the name for half an hour, even for the right password, without asking the pool', async () => {
    const api = identityApi();
    await signedIn(api);
    await fail(api, 5);
    const asked = api.pool.countSignIns();
    const { status, headers, body } = await api.login('Wang.Fang', 'correct horse');
    expect([status, body.code]).toEqual([429, 42901]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(1790);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(1800);
    expect(api.pool.countSignIns()).toBe(asked);
    api.clock.offset += half + 1000;
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('lock a name that does not exist just as well', async () => {
    const api = identityApi();
    await fail(api, 5, 'nobody');
    expect((await api.login('nobody', 'x')).status).toBe(429);
  });

  test('are not in a row when a right one is between', async () => {
    const api = identityApi();
    await signedIn(api);
    await fail(api, 4);
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
    await fail(api, 4);
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('lock nobody else', async () => {
    const api = identityApi();
    await signedIn(api);
    await fail(api, 5, 'nobody');
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('also when fifty are sent at once: the pool is asked five times, and the right one is too late', async () => {
    const api = identityApi();
    await signedIn(api);
    const before = api.pool.countSignIns();
    const burst = Array.from({ length: 50 }, (_, n) => api.login('wang.fang', `wrong ${n}`));
    const statuses = (await Promise.all(burst)).map(({ status }) => status);
    expect(api.pool.countSignIns() - before).toBe(5);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(45);
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(429);
  });

  test('need not be feared by one who signs in at twenty places at once', async () => {
    const api = identityApi();
    await signedIn(api);
    const burst = Array.from({ length: 20 }, () => api.login('wang.fang', 'correct horse'));
    expect((await Promise.all(burst)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  test('are not reached by a pool that does not answer', async () => {
    const api = identityApi();
    await signedIn(api);
    api.pool.faults.set('signIn', new Error('no answer'));
    for (let n = 0; n < 8; n += 1) expect((await api.login('wang.fang', 'correct horse')).status).toBe(500);
    api.pool.faults.clear();
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('are taken for reached when five tries were never answered, a minute later', async () => {
    const api = identityApi();
    await signedIn(api);
    for (let n = 0; n < 5; n += 1) await api.records.reserve('wang.fang', Date.now());
    const early = await api.login('wang.fang', 'correct horse');
    expect([early.status, early.headers['retry-after']]).toEqual([429, '5']);
    api.clock.offset += 61_000;
    const late = await api.login('wang.fang', 'correct horse');
    expect([late.status, late.headers['retry-after']]).toEqual([429, '1800']);
    api.clock.offset += half + 1000;
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('count at the old password of a change too', async () => {
    const api = identityApi();
    const { headers } = await signedIn(api);
    for (let n = 0; n < 5; n += 1)
      await api.post(
        '/auth/password/change',
        { old_password: `wrong ${n}`, new_password: 'another one' },
        headers,
      );
    const answer = await api.post(
      '/auth/password/change',
      { old_password: 'correct horse', new_password: 'another one' },
      headers,
    );
    expect(answer.body.code).toBe(42901);
  });
});
