import { describe, expect, test } from 'vitest';
import { isCommonPassword } from '../../../functions/identity/common-passwords.ts';
import { hashPassword, isPasswordOf } from '../../../functions/identity/password-hash.ts';
import { passwordFaults } from '../../../functions/identity/user.ts';
import { type IdentityApi, identityApi, signedIn } from './identity-api.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const email = 'wang.fang@example.com';
const registered = async (api: IdentityApi) =>
  api.post('/auth/register', { username: 'wang.fang', password: 'correct horse', email });
const forgot = (api: IdentityApi, username = 'wang.fang') => api.post('/auth/password/forgot', { username });
const reset = (api: IdentityApi, code: string, new_password: string, username = 'wang.fang') =>
  api.post('/auth/password/reset', { username, code, new_password });
const lastCode = (api: IdentityApi) => api.mails.at(-1)?.letter.code ?? '';
/** Another code than that one. */
const notThat = (code: string) => (code === '00000000' ? '11111111' : '00000000');

describe('a password that was used before', () => {
  test('is refused as long as it is one of the last five', async () => {
    const api = identityApi();
    const { headers } = await signedIn(api);
    const passwords = ['correct horse', ...[1, 2, 3, 4, 5].map((n) => `another password ${n}`)];
    const change = (old_password: string, new_password: string) =>
      api.post('/auth/password/change', { old_password, new_password }, headers);
    for (let n = 1; n < passwords.length; n += 1)
      expect((await change(passwords[n - 1] ?? '', passwords[n] ?? '')).status).toBe(200);
    const now = passwords[5] ?? '';
    for (const before of passwords.slice(1, 5)) {
      const refused = await change(now, before);
      expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'new_password']);
    }
    expect((await change(now, 'correct horse')).status).toBe(200); // the sixth is forgotten
  });

  test('is told to nobody who does not know the present one: a stolen session is no place to guess', async () => {
    const api = identityApi();
    const { headers } = await signedIn(api);
    const guess = await api.post(
      '/auth/password/change',
      { old_password: 'wrong', new_password: 'correct horse' },
      headers,
    );
    expect(guess.body.errors.map(({ field }: { field: string }) => field)).toEqual(['old_password']);
  });

  test('is kept as a salted hash', async () => {
    const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPasswordOf(one, 'correct horse')).toBe(true);
    expect(await isPasswordOf(one, 'correct horse ')).toBe(false);
    expect(await isPasswordOf('', 'correct horse')).toBe(false);
  });
});

describe('a password that has become old', () => {
  test('must be changed at the next sign-in, before there are tokens', async () => {
    const api = identityApi({ passwordMaxDays: 90 });
    await registered(api);
    api.clock.offset += 89 * DAY_MS;
    expect((await api.login('wang.fang', 'correct horse')).body.data.token_type).toBe('bearer');
    api.clock.offset += DAY_MS;
    const { body } = await api.login('wang.fang', 'correct horse');
    expect(body.data).toMatchObject({ challenge: 'new_password' });
    const answer = (new_password: string) =>
      api.post('/auth/challenge', { session: body.data.session, username: 'wang.fang', new_password });
    const same = await answer('correct horse');
    expect([same.status, same.body.errors[0].field]).toEqual([400, 'new_password']);
    expect((await answer('another password')).body.data.token_type).toBe('bearer');
    expect((await api.login('wang.fang', 'another password')).body.data.token_type).toBe('bearer');
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(401);
  });
});

describe('a password that is guessed first', () => {
  test.each([
    'password',
    'Password1!',
    'P@ssw0rd2024',
    '12345678',
    '87654321',
    'aaaaaaaa',
    'abcabcabc',
    'qwertyuiop',
    'iloveyou',
    'woaini1314',
    'Admin12345',
    'adminadmin',
    '20241231',
    'letmein!!',
  ])('%s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  test.each(['correct horse', 'correct horse battery', 'Zb7-kk2!qq', 'merge offices', '工资表合并密码'])(
    '%s is none',
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
    },
  );

  test('or holds the user’s name is refused where the stage asks for eight characters, not below', () => {
    const faults = (password: string, length: number) =>
      passwordFaults('password', password, length, 'wang.fang').length;
    expect(faults('xx-Wang.Fang-yy', 8)).toBe(1);
    expect(faults('password', 8)).toBe(1);
    expect(passwordFaults('password', 'admin', 5, 'admin')).toEqual([]);
  });
});

describe('a forgotten password', () => {
  test('is set anew with the code of the mail, once, and every session ends', async () => {
    const api = identityApi();
    await registered(api);
    const { body } = await api.login('wang.fang', 'correct horse');
    expect((await forgot(api)).body).toMatchObject({ code: 0, data: null });
    expect(api.mails).toHaveLength(1);
    expect(api.mails[0]?.to).toBe(email);
    const code = lastCode(api);
    expect(code).toMatch(/^\d{8}$/);
    expect(api.lines.join()).not.toContain(code);
    expect((await reset(api, notThat(code), 'another password')).body.errors[0].field).toBe('code');
    expect((await reset(api, code, 'correct horse')).body.errors[0].field).toBe('new_password');
    expect((await reset(api, code, 'another password')).status).toBe(200);
    const headers = { authorization: `Bearer ${body.data.access_token}` };
    expect((await api.call('GET', '/auth/me', { headers })).body.code).toBe(40101);
    expect((await api.login('wang.fang', 'another password')).status).toBe(200);
    expect((await reset(api, code, 'a third password')).body.errors[0].field).toBe('code');
  });

  test('a code is good for fifteen minutes and five tries', async () => {
    const api = identityApi();
    await registered(api);
    await forgot(api);
    const code = lastCode(api);
    for (let n = 0; n < 5; n += 1)
      expect((await reset(api, notThat(code), 'another password')).status).toBe(400);
    expect((await reset(api, code, 'another password')).status).toBe(400);
    api.clock.offset += 61_000;
    await forgot(api);
    const second = lastCode(api);
    api.clock.offset += 15 * 60_000;
    expect((await reset(api, second, 'another password')).status).toBe(400);
    api.clock.offset += 61_000;
    await forgot(api);
    api.clock.offset += 14 * 60_000;
    expect((await reset(api, lastCode(api), 'another password')).status).toBe(200);
  });

  test('what was typed in the place of a name is kept nowhere: it may be a password', async () => {
    const api = identityApi();
    await forgot(api, 'My-Secret-Passw0rd');
    await forgot(api, 'with spaces, secret');
    const kept = JSON.stringify([...api.mailCodes.rows]) + api.lines.join();
    expect([...api.mailCodes.rows]).toHaveLength(2);
    expect(kept.toLowerCase()).not.toContain('secret');
  });

  test('one mail a minute and five a day', async () => {
    const api = identityApi();
    await registered(api);
    for (let n = 0; n < 4; n += 1) await forgot(api);
    expect(api.mails).toHaveLength(1);
    for (let n = 0; n < 9; n += 1) {
      api.clock.offset += 61_000;
      await forgot(api);
    }
    expect(api.mails).toHaveLength(5);
    api.clock.offset += DAY_MS;
    await forgot(api);
    expect(api.mails).toHaveLength(6);
  });

  test('a lock after wrong passwords and the second factor stay', async () => {
    const api = identityApi();
    await registered(api);
    for (let n = 0; n < 5; n += 1) await api.login('wang.fang', 'wrong');
    await forgot(api);
    expect((await reset(api, lastCode(api), 'another password')).status).toBe(200);
    expect((await api.login('wang.fang', 'another password')).status).toBe(429);
  });
});

describe('registering where an address must be proved', () => {
  const body = { username: 'wang.fang', password: 'correct horse', email };

  test('makes nobody before the code is given, and does not keep the password in the open', async () => {
    const api = identityApi({ activation: true });
    const begun = await api.post('/auth/register', body);
    expect(begun.status).toBe(202);
    expect([...api.users.rows]).toEqual([]);
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(401);
    const kept = JSON.stringify([...api.registrations.rows]) + api.lines.join();
    expect(kept).not.toMatch(/correct horse|wang\.fang/);
    expect(kept).not.toContain(begun.body.data.registration);
    const activate = (code: string) =>
      api.post('/auth/activate', { registration: begun.body.data.registration, code });
    expect((await activate(notThat(lastCode(api)))).body.errors[0].field).toBe('code');
    expect((await activate(lastCode(api))).body.data).toMatchObject({ username: 'wang.fang', email });
    expect((await activate(lastCode(api))).status).toBe(400);
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });

  test('answers the same whether or not the name is taken', async () => {
    const api = identityApi({ activation: true });
    const first = await api.post('/auth/register', body);
    await api.post('/auth/activate', { registration: first.body.data.registration, code: lastCode(api) });
    const [taken, free] = [
      await api.post('/auth/register', body),
      await api.post('/auth/register', { ...body, username: 'somebody.else' }),
    ];
    expect([taken.status, free.status]).toEqual([202, 202]);
    expect(Object.keys(taken.body.data)).toEqual(Object.keys(free.body.data));
    expect(taken.body.data.registration.length).toBe(free.body.data.registration.length);
    expect(api.mails.slice(-2).map(({ letter }) => letter.subject)).toEqual([
      api.mails[0]?.letter.subject,
      api.mails[0]?.letter.subject,
    ]);
  });

  test('wants an address', async () => {
    const api = identityApi({ activation: true });
    const { email: _, ...without } = body;
    expect((await api.post('/auth/register', without)).body.errors[0].field).toBe('email');
  });
});
