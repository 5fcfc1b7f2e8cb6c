import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { MessengerFault } from '../../../functions/im-bridge/messenger.ts';
import { deriveSigningKey } from '../../../functions/im-bridge/signing-key.ts';
import {
  type BridgeApi,
  bridgeApi,
  clientSecret,
  codeOf,
  exchange,
  issuer,
  locationOf,
  poolAddress,
  poolQuery,
} from './bridge-api.ts';

const query = (values: Record<string, string>) => ({ query: new URLSearchParams(values).toString() });
const without = (name: keyof typeof poolQuery) => {
  const { [name]: _, ...rest } = poolQuery;
  return rest;
};
/** Checks an ID token as the pool does: with the keys that the bridge publishes. */
const verified = async (api: BridgeApi, token: string) => {
  const { body } = await api.call('GET', 'feishu/jwks');
  const keys = createLocalJWKSet(body as JSONWebKeySet);
  return jwtVerify(token, keys, { issuer, audience: 'user-pool', currentDate: new Date(api.clock.now) });
};

describe('the bridge as an OpenID provider', () => {
  it('says where its addresses are', async () => {
    const { status, body } = await bridgeApi().call('GET', 'feishu/.well-known/openid-configuration');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    });
  });

  it('gives an ID token that its published keys verify', async () => {
    const api = bridgeApi();
    const { status, body, headers } = await exchange(api, await codeOf(api));
    expect([status, headers['cache-control'], body.token_type]).toEqual([200, 'no-store', 'Bearer']);
    const { payload } = await verified(api, body.id_token);
    expect(payload).toMatchObject({
      sub: 'on_1',
      name: '王芳',
      email: 'wang@example.com',
      email_verified: false,
      nonce: 'n-1',
    });
    expect(api.answers.code).toBe('of-feishu');
  });

  it('answers who a token is for, to its own access token and no other', async () => {
    const api = bridgeApi();
    const { body } = await exchange(api, await codeOf(api));
    const ask = (token: string) =>
      api.call('GET', 'feishu/userinfo', { headers: { authorization: `Bearer ${token}` } });
    expect((await ask(body.access_token)).body).toMatchObject({ sub: 'on_1', name: '王芳' });
    expect((await ask(body.id_token)).status).toBe(401);
    api.clock.now += 301_000;
    expect(await ask(body.access_token)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    expect((await api.call('GET', 'feishu/userinfo')).status).toBe(401);
  });

  it('has no page for a messenger that the stage does not offer', async () => {
    const api = bridgeApi();
    for (const path of ['wecom/jwks', 'wecom/authorize', 'skype/jwks'])
      expect((await api.call('GET', path, query(poolQuery))).status).toBe(404);
    expect((await api.call('POST', 'wecom/token', { body: 'a=b' })).status).toBe(404);
  });
});

describe('its authorization endpoint', () => {
  it('sends nobody anywhere for an unknown client or address', async () => {
    const api = bridgeApi();
    for (const [name, value] of [
      ['client_id', 'another'],
      ['redirect_uri', 'https://evil.example/'],
      ['redirect_uri', `${poolAddress}/more`],
    ] as const) {
      const { status, headers, body } = await api.call(
        'GET',
        'feishu/authorize',
        query({ ...poolQuery, [name]: value }),
      );
      expect([status, headers.location, body.errors[0].field]).toEqual([400, undefined, name]);
    }
    expect((await api.call('GET', 'feishu/authorize', query(without('redirect_uri')))).status).toBe(400);
    expect(api.store.rows.size).toBe(0);
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'email' }, 'invalid_scope'],
    [{ code_challenge: 'x', code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: 'S256' }, 'invalid_request'],
  ])('tells the pool what else is wrong: %o', async (wrong, error) => {
    const answer = await bridgeApi().call('GET', 'feishu/authorize', query({ ...poolQuery, ...wrong }));
    const { origin, searchParams } = locationOf(answer);
    expect([origin, searchParams.get('error'), searchParams.get('state')]).toEqual([
      new URL(poolAddress).origin,
      error,
      poolQuery.state,
    ]);
  });
});

describe('the way back from the messenger', () => {
  const waiting = async (api: BridgeApi) =>
    locationOf(await api.call('GET', 'feishu/authorize', query(poolQuery))).searchParams.get('state') ?? '';
  const back = (api: BridgeApi, values: Record<string, string>) =>
    api.call('GET', 'feishu/callback', query(values));

  it('is open once, and for ten minutes', async () => {
    const api = bridgeApi();
    const state = await waiting(api);
    expect((await back(api, { code: 'c', state })).status).toBe(302);
    expect((await back(api, { code: 'c', state })).status).toBe(400);
    expect((await back(api, { code: 'c', state: 'forged' })).status).toBe(400);
    expect((await back(api, { code: 'c' })).status).toBe(400);
    const late = await waiting(api);
    api.clock.now += 600_000;
    expect((await back(api, { code: 'c', state: late })).status).toBe(400);
  });

  it('takes DingTalk’s name of the code', async () => {
    const api = bridgeApi();
    await back(api, { authCode: 'of-dingtalk', state: await waiting(api) });
    expect(api.answers.code).toBe('of-dingtalk');
  });

  it('tells the pool when somebody says no', async () => {
    const api = bridgeApi();
    const { searchParams } = locationOf(await back(api, { state: await waiting(api) }));
    expect([searchParams.get('error'), searchParams.get('state')]).toEqual([
      'access_denied',
      poolQuery.state,
    ]);
  });

  it.each([
    ['code_rejected', 'access_denied'],
    ['not_a_member', 'access_denied'],
    ['app_rejected', 'server_error'],
    ['rate_limited', 'temporarily_unavailable'],
    ['unavailable', 'temporarily_unavailable'],
  ] as const)('tells the pool of %s without the messenger’s words', async (kind, error) => {
    const api = bridgeApi();
    api.answers.person = new MessengerFault(kind, 40001, 'words of the messenger');
    const location = locationOf(await back(api, { code: 'c', state: await waiting(api) }));
    expect(location.searchParams.get('error')).toBe(error);
    expect(location.href).not.toContain('words');
    expect(api.lines.join()).toContain('words of the messenger');
  });
});

describe('its token endpoint', () => {
  it('takes a code once, for a minute, at its messenger’s address', async () => {
    const api = bridgeApi();
    const code = await codeOf(api);
    expect((await exchange(api, code)).status).toBe(200);
    expect(await exchange(api, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const late = await codeOf(api);
    api.clock.now += 60_000;
    expect((await exchange(api, late)).body).toEqual({ error: 'invalid_grant' });
    const elsewhere = await codeOf(api);
    const answer = await exchange(api, elsewhere, { redirect_uri: 'https://evil.example/' });
    expect(answer.body).toEqual({ error: 'invalid_grant' });
  });

  it('checks the client first, by form or header; the code stays good', async () => {
    const api = bridgeApi();
    const code = await codeOf(api);
    for (const wrong of [{ client_secret: 'wrong' }, { client_id: 'other' }, { client_secret: '' }] as Record<
      string,
      string
    >[])
      expect(await exchange(api, code, wrong)).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      });
    const basic = Buffer.from(`user-pool:${encodeURIComponent(clientSecret)}`).toString('base64');
    const blank = { client_id: '', client_secret: '' };
    expect((await exchange(api, code, blank, { authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it('holds the pool to its challenge (PKCE)', async () => {
    const api = bridgeApi();
    const verifier = 'v'.repeat(43);
    const pkce = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    expect((await exchange(api, await codeOf(api, pkce), { code_verifier: verifier })).status).toBe(200);
    expect((await exchange(api, await codeOf(api, pkce), { code_verifier: 'w'.repeat(43) })).status).toBe(
      400,
    );
    expect((await exchange(api, await codeOf(api, pkce))).status).toBe(400);
    expect((await exchange(api, await codeOf(api), { code_verifier: verifier })).status).toBe(400);
  });

  it.each([
    ['', 401],
    ['%%%', 401],
    ['a'.repeat(20_000), 400],
  ])('refuses what is no form of the pool’s', async (body, status) => {
    const answer = await bridgeApi().call('POST', 'feishu/token', { body });
    expect(answer.status).toBe(status);
  });

  it('refuses another grant', async () => {
    const api = bridgeApi();
    const answer = await exchange(api, 'c', { grant_type: 'refresh_token' });
    expect(answer.body).toEqual({ error: 'unsupported_grant_type' });
  });
});

describe('the signing key', () => {
  it('follows from the secret, and is a point of P-256', async () => {
    const [one, again, other] = await Promise.all(['a', 'a', 'b'].map(deriveSigningKey));
    expect(one).toEqual(again);
    expect(one?.kid).not.toBe(other?.kid);
    expect(one?.publicKey).not.toHaveProperty('d');
  });

  it('may be renewed: the new one signs, and what the old one signed stays good', async () => {
    const api = bridgeApi();
    const before = (await exchange(api, await codeOf(api))).body.id_token;
    Object.assign(api.secrets, { current: 'second', previous: 'first' });
    api.clock.now += 299_000;
    expect((await exchange(api, await codeOf(api))).status).toBe(200);
    api.clock.now += 1000;
    const after = (await exchange(api, await codeOf(api))).body.id_token;
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    await verified(api, after);
    api.clock.now -= 300_000;
    await verified(api, before);
  });
});
