import { describe, expect, test } from 'vitest';
import { deviceName, originOf } from '../../../functions/identity/device.ts';
import type { HttpRequest } from '../../../functions/platform/request.ts';
import { type IdentityApi, identityApi, signedIn } from './identity-api.ts';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const get = (api: IdentityApi, address: string, headers: Record<string, string>) => {
  const [path = '', query = ''] = address.split('?');
  return api.call('GET', path, { headers, query });
};
const administrator = async (api: IdentityApi) => {
  const signed = await signedIn(api, 'chief', 'correct horses');
  const row = api.users.rows.get('chief');
  if (row?.status === 'active') api.users.rows.set('chief', { ...row, roles: ['admin'] });
  return signed;
};

describe('my sessions', () => {
  test('say where I am signed in, which one asks, and end one by one at once', async () => {
    const api = identityApi();
    const here = await signedIn(api);
    const { body } = await api.login(here.username, here.password, { 'user-agent': firefox });
    const there = bearer(body.data.access_token);
    const list = await get(api, '/auth/sessions', here.headers);
    expect(list.body.data.items).toHaveLength(2);
    const other = list.body.data.items.find(({ current }: { current: boolean }) => !current);
    expect(other).toMatchObject({ username: 'wang.fang', device: 'Firefox · Windows', user_agent: firefox });
    expect(JSON.stringify(list.body)).not.toMatch(/hash|nonce|pool/);
    const ended = await api.call('DELETE', `/auth/sessions/${other.id}`, { headers: here.headers });
    expect(ended.status).toBe(200);
    expect((await get(api, '/auth/me', there)).body.code).toBe(40101);
    expect((await get(api, '/auth/me', here.headers)).status).toBe(200);
    const again = await api.call('DELETE', `/auth/sessions/${other.id}`, { headers: here.headers });
    expect(again.body.code).toBe(40401);
  });

  test('of somebody else are like those that are not there', async () => {
    const api = identityApi();
    const mine = await signedIn(api);
    const theirs = await signedIn(api, 'li.lei', 'correct horses');
    const [session] = (await get(api, '/auth/sessions', theirs.headers)).body.data.items;
    const drop = (id: string) => api.call('DELETE', `/auth/sessions/${id}`, { headers: mine.headers });
    const [foreign, absent] = [await drop(session.id), await drop('nobody.none')];
    expect(foreign.status).toBe(404);
    const same = ({ body: { request_id: _r, timestamp: _t, ...rest } }: typeof foreign) => rest;
    expect(same(foreign)).toEqual(same(absent));
    expect((await get(api, '/auth/me', theirs.headers)).status).toBe(200);
  });

  test('are at most as many as the stage says: the oldest ends', async () => {
    const api = identityApi({ maxSessions: 3 });
    const first = await signedIn(api);
    const later: Record<string, string>[] = [];
    for (let n = 0; n < 3; n += 1) {
      api.clock.offset += 1000;
      later.push(bearer((await api.login(first.username, first.password)).body.data.access_token));
    }
    expect((await get(api, '/auth/me', first.headers)).status).toBe(401);
    for (const headers of later) expect((await get(api, '/auth/me', headers)).status).toBe(200);
  });

  test('end when nobody was here for the idle time; a page that nobody touches does not keep one', async () => {
    const api = identityApi({ idleSeconds: 600 });
    const { headers, tokens } = await signedIn(api);
    api.clock.offset += 500_000;
    expect((await get(api, '/auth/me', headers)).status).toBe(200);
    api.clock.offset += 500_000;
    const unattended = { ...headers, 'x-openscript-unattended': '1' };
    expect((await get(api, '/auth/me', unattended)).status).toBe(200);
    api.clock.offset += 100_000;
    expect((await get(api, '/auth/me', headers)).body.code).toBe(40101);
    const refreshed = await api.post('/auth/refresh', { refresh_token: tokens.refresh_token });
    expect(refreshed.body.code).toBe(40101);
  });

  test('note at most once a minute that somebody is here', async () => {
    const api = identityApi();
    const { headers } = await signedIn(api);
    const { noteSeen } = api.sessions;
    let notes = 0;
    Object.assign(api.sessions, {
      noteSeen: (...args: Parameters<typeof noteSeen>) => {
        notes += 1;
        return noteSeen(...args);
      },
    });
    for (let n = 0; n < 5; n += 1) await get(api, '/auth/me', headers);
    expect(notes).toBe(0);
    api.clock.offset += 61_000;
    for (let n = 0; n < 5; n += 1) await get(api, '/auth/me', headers);
    expect(notes).toBe(1);
  });
});

describe('everybody’s sessions', () => {
  test('are listed for those who may, by pages and by user, and end for those who may', async () => {
    const api = identityApi();
    const chief = await administrator(api);
    const clerk = await signedIn(api);
    for (let n = 0; n < 3; n += 1) {
      api.clock.offset += 1000;
      await api.login(clerk.username, clerk.password);
    }
    expect((await get(api, '/sessions', clerk.headers)).body.code).toBe(40301);
    const first = (await get(api, '/sessions?page_size=2', chief.headers)).body.data;
    expect(first.items).toHaveLength(2);
    const cursor = encodeURIComponent(first.next_cursor);
    const next = (await get(api, `/sessions?page_size=10&cursor=${cursor}`, chief.headers)).body.data;
    const ids = [...first.items, ...next.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(next.next_cursor).toBeNull();
    const foreign = await get(api, `/sessions?cursor=${cursor}&user=chief`, chief.headers);
    expect(foreign.body.errors[0].field).toBe('cursor');

    const theirs = (await get(api, '/sessions?user=Wang.Fang', chief.headers)).body.data.items;
    expect(theirs).toHaveLength(4);
    expect((await get(api, '/sessions?user=nobody', chief.headers)).body.data.items).toEqual([]);
    const oldest = theirs.at(-1);
    const refused = await api.post(`/sessions/${oldest.id}/revoke`, {}, clerk.headers);
    expect(refused.body.code).toBe(40301);
    expect((await api.post(`/sessions/${oldest.id}/revoke`, {}, chief.headers)).status).toBe(200);
    expect((await get(api, '/auth/me', clerk.headers)).body.code).toBe(40101);
    const all = await api.post('/sessions/revoke', { user_id: oldest.user_id }, chief.headers);
    expect(all.body.data.ended).toBe(3);
    expect((await get(api, '/sessions?user=wang.fang', chief.headers)).body.data.items).toEqual([]);
  });
});

describe('where somebody signs in from', () => {
  test.each([
    [firefox, 'Firefox · Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'Edge · macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    ['curl/8.5.0', 'curl'],
    ['', '?'],
  ])('%s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });

  const request = (headers: Record<string, string>) =>
    ({ headers, sourceIp: '203.0.113.9' }) as unknown as HttpRequest;

  test('the address is what API Gateway saw, whatever a header says', () => {
    const forged = request({ 'x-forwarded-for': '198.51.100.1' });
    expect(originOf(forged, false).address).toBe('203.0.113.9');
  });

  test('behind the gateway of one machine it is what that gateway added, not what stood before', () => {
    const through = request({ 'x-forwarded-for': '198.51.100.1, ::ffff:10.0.0.7' });
    expect(originOf(through, true).address).toBe('10.0.0.7');
    expect(originOf(request({}), true).address).toBe('203.0.113.9');
  });

  test('a program that says too much about itself is cut', () => {
    expect(originOf(request({ 'user-agent': 'x'.repeat(5000) }), false).userAgent).toHaveLength(200);
  });
});
