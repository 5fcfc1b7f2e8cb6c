import { describe, expect, test } from 'vitest';
import { type IdentityApi, identityApi, signedIn } from './identity-api.ts';

const me = (api: IdentityApi, headers: Record<string, string>) => api.call('GET', '/auth/me', { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('signing out', () => {
  test('refuses the same access token at once, and its refresh token', async () => {
    const api = identityApi();
    const { headers, tokens } = await signedIn(api);
    expect((await me(api, headers)).status).toBe(200);
    expect((await api.call('POST', '/auth/logout', { headers })).status).toBe(200);
    expect((await me(api, headers)).body.code).toBe(40101);
    const refreshed = await api.post('/auth/refresh', { refresh_token: tokens.refresh_token });
    expect(refreshed.body.code).toBe(40101);
    expect((await api.call('POST', '/auth/logout', { headers })).status).toBe(401);
  });

  test('ends this session only', async () => {
    const api = identityApi();
    const here = await signedIn(api);
    const there = await api.login(here.username, here.password);
    await api.call('POST', '/auth/logout', { headers: here.headers });
    expect((await me(api, bearer(there.body.data.access_token))).status).toBe(200);
  });
});

describe('refreshing', () => {
  test('gives another access token of the same session', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    const { status, body } = await api.post('/auth/refresh', { refresh_token: tokens.refresh_token });
    expect(status).toBe(200);
    expect(body.data.refresh_token).not.toBe(tokens.refresh_token);
    expect(body.data.access_token).not.toBe(tokens.access_token);
    await api.call('POST', '/auth/logout', { headers: bearer(body.data.access_token) });
    expect((await me(api, bearer(tokens.access_token))).status).toBe(401);
  });

  test.each([
    ['garbage', () => 'garbage'],
    ['three parts of garbage', () => 'a.b.c'],
    ['a bare token of the pool', (token: string) => token.split('.').slice(3).join('.')],
    ['a token with its end changed', (token: string) => `${token}x`],
    ['somebody else’s session before it', (token: string) => token.replace(/^[^.]+/, 'user-2')],
  ])('%s: 40101', async (_, change) => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    const { status, body } = await api.post('/auth/refresh', { refresh_token: change(tokens.refresh_token) });
    expect([status, body.code]).toEqual([401, 40101]);
  });

  test('ends with the session, thirty days after the sign-in', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    api.clock.offset += 30 * 24 * 3600 * 1000 + 1000;
    expect((await api.post('/auth/refresh', { refresh_token: tokens.refresh_token })).status).toBe(401);
  });

  test('without a token names the field', async () => {
    const { status, body } = await identityApi().post('/auth/refresh', {});
    expect([status, body.errors[0].field]).toEqual([400, 'refresh_token']);
  });
});

describe('the console’s refresh cookie', () => {
  const browser = { 'x-openscript-client': 'console' };
  const tokenOf = (cookies: readonly string[]) =>
    /^openscript_refresh=([^;]*)/.exec(cookies[0] ?? '')?.[1] ?? '';

  test('holds the token instead of the body, out of reach of scripts and other sites', async () => {
    const api = identityApi();
    await signedIn(api);
    const { body, cookies } = await api.login('wang.fang', 'correct horse', browser);
    expect(body.data.refresh_token).toBe('');
    expect(cookies).toHaveLength(1);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/api/v1/auth', 'Max-Age=2592000'])
      expect(cookies[0]).toContain(part);
  });

  test('refreshes with the header, and counts for nothing without it', async () => {
    const api = identityApi();
    await signedIn(api);
    const signed = await api.login('wang.fang', 'correct horse', browser);
    const cookies = ['other=1', `openscript_refresh=${tokenOf(signed.cookies)}`];
    const refreshed = await api.call('POST', '/auth/refresh', { headers: browser, cookies });
    expect([refreshed.status, refreshed.body.data.refresh_token]).toEqual([200, '']);
    expect(tokenOf(refreshed.cookies)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{43}\./);
    expect(tokenOf(refreshed.cookies)).not.toBe(tokenOf(signed.cookies));
    expect((await api.call('POST', '/auth/refresh', { cookies })).status).toBe(400);
    expect((await api.call('POST', '/auth/refresh', { headers: browser })).status).toBe(401);
  });

  test('is removed by signing out', async () => {
    const api = identityApi();
    const { headers } = await signedIn(api);
    const { cookies } = await api.call('POST', '/auth/logout', { headers: { ...headers, ...browser } });
    expect(cookies[0]).toMatch(/^openscript_refresh=;.*Max-Age=0/);
  });
});

describe('changing the password', () => {
  test('ends every other session and leaves this one', async () => {
    const api = identityApi();
    const here = await signedIn(api);
    const there = await api.login(here.username, here.password);
    const body = { old_password: here.password, new_password: 'another password' };
    expect((await api.post('/auth/password/change', body, here.headers)).status).toBe(200);
    expect((await me(api, bearer(there.body.data.access_token))).status).toBe(401);
    const refreshed = await api.post('/auth/refresh', { refresh_token: there.body.data.refresh_token });
    expect(refreshed.status).toBe(401);
    expect((await me(api, here.headers)).status).toBe(200);
    expect((await api.login(here.username, here.password)).status).toBe(401);
    expect((await api.login(here.username, 'another password')).status).toBe(200);
  });

  test.each([
    ['a wrong old one', { old_password: 'wrong', new_password: 'another password' }, 'old_password'],
    ['a short new one', { old_password: 'correct horse', new_password: 'short' }, 'new_password'],
    ['the same again', { old_password: 'correct horse', new_password: 'correct horse' }, 'new_password'],
  ])('%s: 40001', async (_, body, field) => {
    const api = identityApi();
    const { headers } = await signedIn(api);
    const answer = await api.post('/auth/password/change', body, headers);
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
    expect((await api.login('wang.fang', 'correct horse')).status).toBe(200);
  });
});

test('a user whose row is gone is not signed in any more', async () => {
  const api = identityApi();
  const { headers } = await signedIn(api);
  api.users.rows.delete('wang.fang');
  expect((await me(api, headers)).body.code).toBe(40101);
});

describe('a disabled user', () => {
  const disable = (api: IdentityApi) => {
    const row = api.users.rows.get('wang.fang');
    if (row === undefined || row.status === 'creating') throw new Error('no such user');
    api.users.rows.set(row.name, { ...row, status: 'disabled' });
  };

  test('is refused with the next request, and cannot sign in, in the words of a wrong password', async () => {
    const api = identityApi();
    const { headers, password } = await signedIn(api);
    disable(api);
    expect((await me(api, headers)).body.code).toBe(40101);
    const right = await api.login('wang.fang', password);
    const wrong = await api.login('wang.fang', 'wrong horse');
    expect(right.status).toBe(401);
    expect(right.body.message).toBe(wrong.body.message);
    expect([...api.sessions.rows.values()]).toHaveLength(1);
  });
});

test('a user from before roles were in rows has those of the pool, and in the row after the next sign-in', async () => {
  const api = identityApi();
  const { headers, password } = await signedIn(api);
  const row = api.users.rows.get('wang.fang');
  if (row === undefined || row.status === 'creating') throw new Error('no such user');
  api.users.rows.set(row.name, { ...row, roles: undefined, version: 0 });
  expect((await me(api, headers)).body.data.roles).toEqual(['operator', 'author']);
  await api.login('wang.fang', password);
  expect(api.users.rows.get('wang.fang')).toMatchObject({ roles: ['operator', 'author'], version: 1 });
});
