import { describe, expect, test } from 'vitest';
import { REFRESH_GRACE_MS } from '../../../functions/identity/session.ts';
import { type IdentityApi, identityApi, signedIn } from './identity-api.ts';

const refresh = (api: IdentityApi, token: string) => api.post('/auth/refresh', { refresh_token: token });
const tokenOf = (answer: { body: { data: { refresh_token: string } } }) => answer.body.data.refresh_token;
const me = (api: IdentityApi, headers: Record<string, string>) => api.call('GET', '/auth/me', { headers });

describe('a refresh token', () => {
  test('is good once: an older one ends the session at once, on every token of it', async () => {
    const api = identityApi();
    const { tokens, headers } = await signedIn(api);
    const second = tokenOf(await refresh(api, tokens.refresh_token));
    const third = tokenOf(await refresh(api, second));
    expect(new Set([tokens.refresh_token, second, third]).size).toBe(3);
    expect((await me(api, headers)).status).toBe(200);
    expect((await refresh(api, tokens.refresh_token)).body.code).toBe(40101);
    expect((await me(api, headers)).body.code).toBe(40101);
    expect((await refresh(api, third)).body.code).toBe(40101);
    expect(api.lines.join()).toContain('a refresh token was used again');
    expect(api.signIns.rows.at(-1)).toMatchObject({ name: 'wang.fang', reason: 'refresh_reused' });
  });

  test('that was just replaced gets the same successor: an answer may have been lost', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    const second = tokenOf(await refresh(api, tokens.refresh_token));
    api.clock.offset += REFRESH_GRACE_MS - 1000;
    expect(tokenOf(await refresh(api, tokens.refresh_token))).toBe(second);
    expect((await refresh(api, second)).status).toBe(200);
  });

  test('that was replaced ten seconds ago ends the session', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    const second = tokenOf(await refresh(api, tokens.refresh_token));
    api.clock.offset += REFRESH_GRACE_MS;
    expect((await refresh(api, tokens.refresh_token)).body.code).toBe(40101);
    expect((await refresh(api, second)).body.code).toBe(40101);
  });

  test('asked for by twenty tabs at once has one successor, and the session goes on', async () => {
    const api = identityApi();
    const { tokens, headers } = await signedIn(api);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(api, tokens.refresh_token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(tokenOf)).size).toBe(1);
    expect((await me(api, headers)).status).toBe(200);
  });

  test('is not used up by a user pool that does not answer', async () => {
    const api = identityApi();
    const { tokens } = await signedIn(api);
    const { refresh: working } = api.pool.signIns;
    Object.assign(api.pool.signIns, {
      refresh: () => Promise.reject(Object.assign(new Error('slow'), { name: 'TimeoutError' })),
    });
    expect((await refresh(api, tokens.refresh_token)).status).toBe(503);
    Object.assign(api.pool.signIns, { refresh: working });
    api.clock.offset += 60_000;
    expect((await refresh(api, tokens.refresh_token)).status).toBe(200);
  });

  test('made up from the ids of a session, which are no secret, ends nobody’s', async () => {
    const api = identityApi();
    const { tokens, headers } = await signedIn(api);
    const [user, session] = tokens.refresh_token.split('.');
    for (const forged of [`${user}.${session}.nonce.pool-token`, `${user}.${session}.${'a'.repeat(43)}.x`])
      expect((await refresh(api, forged)).body.code).toBe(40101);
    expect((await me(api, headers)).status).toBe(200);
    expect((await refresh(api, tokens.refresh_token)).status).toBe(200);
  });
});
