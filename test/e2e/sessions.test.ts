import { describe, expect, inject, it } from 'vitest';
import { codeAt } from '../../functions/identity/totp.ts';
import { Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword, access } = inject('platform');
const PASSWORD = 'correct horse battery';
const nobody = new Client(url);
const login = (username: string, password = PASSWORD) =>
  nobody.call('POST', '/auth/login', { username, password });
const refresh = (refresh_token: string) => nobody.call('POST', '/auth/refresh', { refresh_token });

describe('sessions over HTTP', () => {
  it('a refresh token is good once; an older one ends the session on every function at once', async () => {
    const { username } = await newUser(url, 'reuse');
    const { data } = (await login(username)).body;
    const second = (await refresh(data.refresh_token)).body.data;
    expect((await refresh(data.refresh_token)).body.data.refresh_token).toBe(second.refresh_token);
    const third = (await refresh(second.refresh_token)).body.data;
    const user = new Client(url, third.access_token);
    expect((await user.call('GET', '/runs')).status).toBe(200);
    expect((await refresh(data.refresh_token)).status).toBe(401);
    for (const path of ['/auth/me', '/runs', '/files', '/scripts', '/schedules', '/webhooks', '/queue'])
      expect([path, (await user.call('GET', path)).status]).toEqual([path, 401]);
    expect((await refresh(third.refresh_token)).status).toBe(401);
  });

  it('an administrator ends a session, and the next request of it is refused', async () => {
    const user = await newUser(url, 'kicked');
    const chief = await signIn(url, administrator, adminPassword);
    const { items } = (await chief.call('GET', `/sessions?user=${user.username}`)).body.data;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ username: user.username, device: 'Node.js', address: '127.0.0.1' });
    expect((await user.call('GET', '/runs')).status).toBe(200);
    expect((await chief.call('POST', `/sessions/${items[0].id}/revoke`, {})).status).toBe(200);
    expect((await user.call('GET', '/runs')).status).toBe(401);
    const log = (await chief.call('GET', `/sign-ins?user=${user.username}`)).body.data.items;
    expect(log.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['succeeded']);
  });

  it('at most ten sessions of one user go on', async () => {
    const first = await newUser(url, 'many');
    for (let n = 0; n < 10; n += 1) expect((await login(first.username)).status).toBe(200);
    expect((await first.call('GET', '/auth/me')).status).toBe(401);
    const last = new Client(url, (await login(first.username)).body.data.access_token);
    expect((await last.call('GET', '/auth/sessions')).body.data.items).toHaveLength(10);
  });

  it('a second factor is asked for, wrong codes are refused, recovery codes work once', async () => {
    const user = await newUser(url, 'factor');
    const { secret } = (await user.call('POST', '/auth/mfa/bind', {})).body.data;
    const verified = await user.call('POST', '/auth/mfa/verify', { code: codeAt(secret, Date.now()) });
    const [code] = verified.body.data.recovery_codes;
    const answer = async (given: string) => {
      const { challenge, session } = (await login(user.username)).body.data;
      expect(challenge).toBe('mfa');
      return nobody.call('POST', '/auth/challenge', { username: user.username, session, code: given });
    };
    expect((await answer('000000')).status).toBe(401);
    // The code that switched it on was used.
    expect((await answer(codeAt(secret, Date.now()))).status).toBe(401);
    expect((await answer(code)).status).toBe(200);
    expect((await answer(code)).status).toBe(401);
  });

  it('whether there is a user is told neither by signing in nor by a forgotten password', async () => {
    const { username } = await newUser(url, 'known');
    const bare = ({
      status,
      body: { request_id: _r, timestamp: _t, ...rest },
    }: Awaited<ReturnType<typeof login>>) => ({ status, ...rest });
    expect(bare(await login(username, 'wrong'))).toEqual(bare(await login('nobody.of.this.name', 'wrong')));
    const forgot = (name: string) => nobody.call('POST', '/auth/password/forgot', { username: name });
    expect(bare(await forgot(username))).toEqual(bare(await forgot('nobody.of.this.name')));
  });

  it('a forgotten password is set anew with the code that arrives', async () => {
    const username = freshName('forgot');
    const email = `${username}@example.com`;
    await nobody.call('POST', '/auth/register', { username, password: PASSWORD, email });
    const before = await signIn(url, username, PASSWORD);
    expect((await nobody.call('POST', '/auth/password/forgot', { username })).status).toBe(200);
    const sent = await (await fetch(`${access.endpoint}/_ministack/ses/messages`)).text();
    // The letter to this address; the code stands alone in its HTML.
    const letter = sent.split(/anywhere\\?">/).findLast((_, at, parts) => parts[at - 1]?.includes(username));
    const code = /^\d{8}/.exec(letter ?? '')?.[0] ?? '';
    expect(code).toMatch(/^\d{8}$/);
    const reset = (given: string) =>
      nobody.call('POST', '/auth/password/reset', {
        username,
        code: given,
        new_password: 'another password',
      });
    expect((await reset(code === '00000000' ? '11111111' : '00000000')).status).toBe(400);
    expect((await reset(code)).status).toBe(200);
    expect((await before.call('GET', '/auth/me')).status).toBe(401);
    expect((await login(username)).status).toBe(401);
    expect((await login(username, 'another password')).status).toBe(200);
    expect((await reset(code)).status).toBe(400);
  });
});
