import { describe, expect, test } from 'vitest';
import { SIGN_IN_KEPT_SECONDS } from '../../../functions/identity/sign-in-event.ts';
import { type IdentityApi, identityApi, signedIn } from './identity-api.ts';

const list = (api: IdentityApi, path: string, headers: Record<string, string>, query = '') =>
  api.call('GET', path, { headers, query });
const administrator = async (api: IdentityApi) => {
  const signed = await signedIn(api, 'chief', 'correct horses');
  const row = api.users.rows.get('chief');
  if (row?.status === 'active') api.users.rows.set('chief', { ...row, roles: ['admin'] });
  return signed;
};

describe('the sign-in log', () => {
  test('has every attempt with its reason, and says nothing of it to who tried', async () => {
    const api = identityApi();
    const user = await signedIn(api);
    await api.login('wang.fang', 'wrong');
    await api.login('nobody', 'wrong');
    const row = api.users.rows.get('wang.fang');
    if (row?.status === 'active') api.users.rows.set('wang.fang', { ...row, status: 'disabled' });
    const disabled = await api.login('wang.fang', 'correct horse');
    const wrong = await api.login('nobody', 'wrong');
    const same = ({ body: { request_id: _r, timestamp: _t, ...rest } }: typeof wrong) => rest;
    expect(same(disabled)).toEqual(same(wrong));
    expect(api.signIns.rows.map(({ name, outcome, reason }) => [name, outcome, reason])).toEqual([
      ['wang.fang', 'succeeded', null],
      ['wang.fang', 'refused', 'wrong_password'],
      [null, 'refused', 'unknown_user'],
      ['wang.fang', 'refused', 'disabled'],
      [null, 'refused', 'unknown_user'],
    ]);
    expect(user.tokens.access_token).toEqual(expect.any(String));
  });

  test('never holds what was typed in the place of a name that nobody has: it may be a password', async () => {
    const api = identityApi();
    for (const typed of ['My-Secret-Passw0rd', 'my secret with spaces', 'My-Secret-Passw0rd'])
      await api.login(typed, 'x');
    const kept = JSON.stringify(api.signIns.rows) + api.lines.join();
    expect(kept.toLowerCase()).not.toContain('secret');
    const [first, second, third] = api.signIns.rows;
    expect(first).toMatchObject({
      name: null,
      typedLength: 18,
      typedDigest: expect.stringMatching(/^\w{32}$/),
    });
    expect(third?.typedDigest).toBe(first?.typedDigest);
    expect(second?.typedDigest).not.toBe(first?.typedDigest);
  });

  test('is filtered and paged for those who may read it; everybody reads their own', async () => {
    const api = identityApi();
    const chief = await administrator(api);
    const clerk = await signedIn(api);
    for (let n = 0; n < 5; n += 1) {
      api.clock.offset += 60_000;
      await api.login(n % 2 === 0 ? 'wang.fang' : 'nobody', 'wrong');
    }
    expect((await list(api, '/sign-ins', clerk.headers)).body.code).toBe(40301);
    const all = (await list(api, '/sign-ins', chief.headers)).body.data.items;
    expect(all).toHaveLength(7);
    expect(all[0].at > all[6].at).toBe(true);
    const some = async (query: string) =>
      (await list(api, '/sign-ins', chief.headers, query)).body.data.items.length;
    expect(await some('user=Wang.Fang')).toBe(4);
    expect(await some('outcome=refused')).toBe(5);
    expect(await some('outcome=refused&user=wang.fang')).toBe(3);
    expect(await some('address=192.0.2.99')).toBe(0);
    expect(await some(`since=${encodeURIComponent(all[1].at)}`)).toBe(2);
    expect(await some(`until=${encodeURIComponent(all[2].at)}`)).toBe(5);
    const page = (await list(api, '/sign-ins', chief.headers, 'page_size=4')).body.data;
    const rest = await list(
      api,
      '/sign-ins',
      chief.headers,
      `page_size=4&cursor=${encodeURIComponent(page.next_cursor)}`,
    );
    expect([page.items.length, rest.body.data.items.length, rest.body.data.next_cursor]).toEqual([
      4,
      3,
      null,
    ]);
    const mine = (await list(api, '/auth/sign-ins', clerk.headers)).body.data.items;
    expect(mine.map(({ user }: { user: string }) => user)).toEqual(Array(4).fill('wang.fang'));
    expect(SIGN_IN_KEPT_SECONDS).toBe(400 * 86_400);
  });
});

describe('five wrong passwords in a row', () => {
  test('lock for thirty minutes exactly: even the right one is refused until then', async () => {
    const api = identityApi();
    await api.post('/auth/register', { username: 'wang.fang', password: 'correct horse' });
    for (let n = 0; n < 5; n += 1) expect((await api.login('wang.fang', `wrong ${n}`)).status).toBe(401);
    // The clock stands still from here, so that the last millisecond can be told from the first after it.
    const { now } = Date;
    const record = await api.records.find('wang.fang');
    const until = record?.lockedUntil ?? 0;
    try {
      for (const [at, status] of [
        [until - 30 * 60_000 + 1, 429],
        [until - 60_000, 429],
        [until - 1, 429],
        [until, 200],
      ] as const) {
        Date.now = () => at - api.clock.offset;
        const answered = await api.login('wang.fang', 'correct horse');
        expect([at - until, answered.status]).toEqual([at - until, status]);
      }
    } finally {
      Date.now = now;
    }
  });
});
