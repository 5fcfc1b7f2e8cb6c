import { beforeEach, describe, expect, test } from 'vitest';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import { makeAuthenticate } from '../../../functions/identity/authenticate.ts';
import { freshUser } from '../../../functions/identity/user.ts';
import { makeVerifyAccessToken } from '../../../functions/identity/verify-access-token.ts';
import type { Route } from '../../../functions/platform/route.ts';
import { inMemorySessions, inMemoryUsers } from '../identity/in-memory.ts';
import {
  clientId,
  foreignKeys,
  goodClaims,
  jwks,
  sign,
  signWithPublicKeyAsSecret,
  unsigned,
  userPoolId,
} from '../identity/tokens.ts';
import { echoApi } from './echo-api.ts';

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;
const tampered = () => {
  const [header = '', , signature = ''] = sign().split('.');
  const claims = { ...goodClaims(), 'cognito:groups': ['admin'] };
  return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
};

/** Tokens that nobody must be let in with, however good the rest of them is. */
const tokens: Readonly<Record<string, () => string>> = {
  'none at all': () => '',
  garbage: () => 'garbage',
  'alg none': () => unsigned(),
  'HS256 with the public key': () => signWithPublicKeyAsSecret(),
  'the wrong issuer': () =>
    sign({ ...goodClaims(), iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other1' }),
  'the wrong client': () => sign({ ...goodClaims(), client_id: 'another' }),
  'an unknown kid': () => sign(goodClaims(), { header: { kid: 'key-2' } }),
  'another key': () => sign(goodClaims(), { key: foreignKeys.privateKey }),
  'an id token': () => sign({ ...goodClaims(), token_use: 'id', aud: clientId }),
  expired: () => sign({ ...goodClaims(), exp: seconds(-1) }),
  'not yet valid': () => sign({ ...goodClaims(), nbf: seconds(600) }),
  tampered,
  'over 16 KiB': () => sign({ ...goodClaims(), padding: 'x'.repeat(16 * 1024) }),
  'a session that was ended': () => sign({ ...goodClaims(), origin_jti: 'ended' }),
  'a session that is unused for too long': () => sign({ ...goodClaims(), origin_jti: 'idle' }),
  'a user who is disabled': () => sign({ ...goodClaims(), sub: 'user-2', username: 'li.lei' }),
};

const routes: readonly Route[] = routeLists.flatMap((list) => list.routes);
const closed = routes.filter(({ access }) => access !== 'public');

const start = async () => {
  const [sessions, users] = [inMemorySessions(), inMemoryUsers()];
  const at = new Date().toISOString();
  const who = (id: string, name: string) =>
    freshUser({ id, name, username: name, email: null, createdAt: at }, ['admin']);
  await users.adopt(who('user-1', 'wang.fang'));
  await users.adopt({ ...who('user-2', 'li.lei'), status: 'disabled' });
  const session = {
    username: 'wang.fang',
    refreshHash: '',
    createdAt: at,
    lastSeen: at,
    confirmedAt: Date.now(),
    expiresAt: seconds(3600),
  };
  for (const userId of ['user-1', 'user-2']) await sessions.start({ ...session, userId, id: 'session-1' });
  await sessions.start({ ...session, userId: 'user-1', id: 'ended' });
  await sessions.revoke('user-1', 'ended', at);
  const idle = { idleSeconds: 60, lastSeen: new Date(Date.now() - 60_000).toISOString() };
  await sessions.start({ ...session, ...idle, userId: 'user-1', id: 'idle' });
  const verify = makeVerifyAccessToken({ userPoolId, clientId }, { fetch: async () => jwks() });
  const authenticate = makeAuthenticate({ verify, sessions, users, now: Date.now });
  return echoApi(routes, undefined, authenticate);
};

describe('every route that is not public', () => {
  let api: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    api = await start();
  });
  const ask = (route: Route, token: string) =>
    api.call(route.method, route.path.replace(/\{[^}]+\}/g, 'x'), {
      headers: token === '' ? {} : { authorization: `Bearer ${token}` },
      ...(route.body === undefined ? {} : { body: {} }),
    });

  test('lets a good token past the check: what refuses it then is not the token', async () => {
    expect(closed.length).toBeGreaterThan(60);
    for (const route of closed) expect((await ask(route, sign())).status, route.operation).not.toBe(401);
    expect(api.calls.length).toBeGreaterThan(10);
  });

  test.each(Object.entries(tokens))('answers 401 to %s and does nothing', async (_, make) => {
    const token = make();
    const bodies = new Set<string>();
    for (const route of closed) {
      const { status, body } = await ask(route, token);
      expect([route.operation, status, body.code]).toEqual([route.operation, 401, 40101]);
      const { request_id: _r, timestamp: _t, ...rest } = body;
      bodies.add(JSON.stringify(rest));
    }
    expect(bodies.size).toBe(1);
    expect(api.calls).toEqual([]);
  });
});
