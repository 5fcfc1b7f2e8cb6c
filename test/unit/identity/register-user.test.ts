import { describe, expect, test } from 'vitest';
import { identityApi } from './identity-api.ts';

const wang = { username: 'Wang.Fang', password: 'correct horse', email: 'wang.fang@example.com' };

describe('registering', () => {
  test('makes a user with the stage’s roles, its name shown as given', async () => {
    const api = identityApi();
    const { status, headers, body } = await api.post('/auth/register', wang);
    expect([status, headers.location]).toEqual([201, '/api/v1/auth/me']);
    expect(body.data).toMatchObject({
      username: 'Wang.Fang',
      email: 'wang.fang@example.com',
      roles: ['operator', 'author'],
    });
    expect(api.pool.members.get('wang.fang')?.groups).toEqual(['operator', 'author']);
  });

  test('answers on the prototype’s path, and takes a body with CRLF line ends', async () => {
    const api = identityApi({ passwordMinLength: 5 });
    const body = '{\r\n"username": "admin",\r\n "password": "admin"}\r\n';
    expect((await api.call('POST', '/users/register', { body })).status).toBe(201);
    const signedIn = await api.call('POST', '/users/login', { body });
    expect(signedIn.body.data.token_type).toBe('bearer');
    const authorization = `Bearer ${signedIn.body.data.access_token}`;
    const me = await api.call('GET', '/users/me', { headers: { authorization } });
    expect(me.body.data.username).toBe('admin');
  });

  test.each([
    ['the same name', 'wang.fang'],
    ['another case', 'WANG.FANG'],
    ['full-width letters', 'ｗａｎｇ.ｆａｎｇ'],
  ])('%s is taken: 40901', async (_, username) => {
    const api = identityApi();
    await api.post('/auth/register', wang);
    const { status, body } = await api.post('/auth/register', { ...wang, username });
    expect([status, body.code, body.errors[0].field]).toEqual([409, 40901, 'username']);
  });

  test('of twenty at once with one name, one makes it', async () => {
    const api = identityApi();
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.post('/auth/register', wang)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(api.users.rows.get('wang.fang')?.status).toBe('active');
  });

  test('is 40301 where it is switched off, and makes nothing', async () => {
    const api = identityApi({ selfRegistration: false });
    const { status, body } = await api.post('/auth/register', wang);
    expect([status, body.code]).toEqual([403, 40301]);
    expect(api.pool.members.size).toBe(0);
  });

  const faulty: [string, object, string][] = [
    ['a short password', { ...wang, password: 'short' }, 'password'],
    ['a password with white space at its end', { ...wang, password: 'correct horse ' }, 'password'],
    ['a name with a space', { ...wang, username: 'wang fang' }, 'username'],
    ['a name that becomes words by NFKC', { ...wang, username: 'a\u{FDFA}' }, 'username'],
    ['an address that is none', { ...wang, email: 'nobody' }, 'email'],
    ['a role of one’s own choice', { ...wang, roles: ['admin'] }, 'roles'],
    ['no password', { username: 'wang' }, 'password'],
  ];
  test.each(faulty)('%s: 40001 naming the field', async (_, body, field) => {
    const api = identityApi();
    const answer = await api.post('/auth/register', body);
    expect([answer.status, answer.body.code]).toEqual([400, 40001]);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(api.users.rows.size).toBe(0);
  });
});

describe('a registration that does not come to its end', () => {
  test.each(['create', 'addRole', 'setPassword'])(
    'leaves nothing when %s fails, and works the next time',
    async (step) => {
      const api = identityApi();
      api.pool.faults.set(step, Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' }));
      expect((await api.post('/auth/register', wang)).body.code).toBe(50301);
      expect([api.users.rows.size, api.pool.members.size]).toEqual([0, 0]);
      api.pool.faults.clear();
      expect((await api.post('/auth/register', wang)).status).toBe(201);
      expect((await api.login('wang.fang', wang.password)).status).toBe(200);
    },
  );

  /** The function dies in the middle: neither the rest nor the undoing happens. */
  const cutOff = async (api: ReturnType<typeof identityApi>, withPassword: boolean) => {
    const row = { name: 'wang.fang', username: 'Wang.Fang', email: null, attempt: 'dead' };
    await api.users.reserve({ ...row, createdAt: new Date().toISOString() });
    await api.pool.users.create('wang.fang', null);
    if (withPassword) await api.pool.users.setPassword('wang.fang', wang.password, 'password');
  };

  test('keeps the name for a minute, then gives it to the next one with nothing of the first', async () => {
    const api = identityApi();
    await cutOff(api, false);
    const first = api.pool.members.get('wang.fang')?.id;
    expect((await api.post('/auth/register', wang)).status).toBe(409);
    api.clock.offset += 61_000;
    expect((await api.post('/auth/register', wang)).status).toBe(201);
    expect(api.pool.members.get('wang.fang')?.id).not.toBe(first);
  });

  test('is there when its last write was done and the answer to it was lost', async () => {
    const api = identityApi();
    const activate = api.users.activate;
    api.users.activate = async (...given) => {
      await activate(...given);
      throw new Error('no answer');
    };
    expect((await api.post('/auth/register', wang)).status).toBe(201);
    expect((await api.login('wang.fang', wang.password)).status).toBe(200);
  });

  test('is completed by the first sign-in when the password had been set', async () => {
    const api = identityApi();
    await cutOff(api, true);
    expect((await api.login('wang.fang', wang.password)).status).toBe(200);
    expect(api.users.rows.get('wang.fang')).toMatchObject({ status: 'active', username: 'Wang.Fang' });
    api.clock.offset += 61_000;
    expect((await api.post('/auth/register', wang)).status).toBe(409);
  });

  test('does not hand over a pool user whom somebody else made', async () => {
    const api = identityApi();
    await api.pool.users.create('wang.fang', null);
    await api.pool.users.setPassword('wang.fang', 'made in the pool', 'password');
    api.clock.offset += 3_600_000;
    await api.users.reserve({
      name: 'wang.fang',
      username: 'wang.fang',
      email: null,
      attempt: 'dead',
      createdAt: new Date(Date.now() + api.clock.offset - 120_000).toISOString(),
    });
    expect((await api.post('/auth/register', wang)).status).toBe(409);
    expect((await api.login('wang.fang', 'made in the pool')).status).toBe(200);
  });
});
