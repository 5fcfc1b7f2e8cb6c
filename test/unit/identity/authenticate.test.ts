import { describe, expect, test } from 'vitest';
import { makeAuthenticate } from '../../../functions/identity/authenticate.ts';
import type { Session } from '../../../functions/identity/session.ts';
import { makeVerifyAccessToken } from '../../../functions/identity/verify-access-token.ts';
import type { HttpRequest } from '../../../functions/platform/request.ts';
import {
  clientId,
  foreignKeys,
  goodClaims,
  jwks,
  sign,
  signWithPublicKeyAsSecret,
  unsigned,
  userPoolId,
} from './tokens.ts';

const alive: Session = {
  userId: 'user-1',
  id: 'session-1',
  username: 'wang.fang',
  refreshHash: '00',
  createdAt: '2026-11-22T00:00:00.000Z',
  expiresAt: Math.floor(Date.now() / 1000) + 3600,
};

const request = (authorization?: string): HttpRequest => ({
  requestId: 'r1',
  method: 'GET',
  path: '/auth/me',
  headers: authorization === undefined ? {} : { authorization },
  query: {},
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  language: 'en',
});

const authenticateWith = (session: Session | undefined, fetchKeys = () => Promise.resolve(jwks())) =>
  makeAuthenticate({
    verify: makeVerifyAccessToken({ userPoolId, clientId }, { fetch: fetchKeys }),
    sessions: {
      find: (userId, id) =>
        Promise.resolve(session?.userId === userId && session.id === id ? session : undefined),
    },
    now: Date.now,
  });

const codeOf = async (authorization: string | undefined, session: Session | undefined = alive) =>
  authenticateWith(session)(request(authorization)).then(
    () => 0,
    (error: { code: number }) => error.code,
  );

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a good token of a live session', () => {
  test('says who calls, with the groups that are roles', async () => {
    const token = sign({ ...goodClaims(), 'cognito:groups': ['author', 'admins', 'operator'] });
    expect(await authenticateWith(alive)(request(`Bearer ${token}`))).toEqual({
      userId: 'user-1',
      username: 'wang.fang',
      roles: ['operator', 'author'],
      sessionId: 'session-1',
    });
  });

  test('is known by the scheme in any case, and may lack groups', async () => {
    const { 'cognito:groups': _, ...claims } = goodClaims();
    const caller = await authenticateWith(alive)(request(`bearer  ${sign(claims)}`));
    expect(caller.roles).toEqual([]);
  });
});

describe('every other token is 40101', () => {
  const tampered = () => {
    const [header = '', , signature = ''] = sign().split('.');
    return `${header}.${part({ ...goodClaims(), 'cognito:groups': ['admin'] })}.${signature}`;
  };
  const without = (claim: string) => {
    const { [claim]: _, ...claims } = goodClaims();
    return sign(claims);
  };
  const bad: Record<string, () => string | undefined> = {
    'no header': () => undefined,
    'an empty header': () => '',
    'another scheme': () => `Basic ${sign()}`,
    'no token': () => 'Bearer ',
    'two tokens': () => `Bearer ${sign()} ${sign()}`,
    'not a token': () => 'Bearer garbage',
    'three parts of garbage': () => 'Bearer a.b.c',
    'alg none': () => `Bearer ${unsigned()}`,
    'alg none with a signature': () => `Bearer ${unsigned(goodClaims(), 'AA')}`,
    'HS256 with the public key': () => `Bearer ${signWithPublicKeyAsSecret()}`,
    'another algorithm than the key says': () => `Bearer ${sign(goodClaims(), { header: { alg: 'RS512' } })}`,
    'another pool': () =>
      `Bearer ${sign({ ...goodClaims(), iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other1' })}`,
    'no issuer': () => `Bearer ${without('iss')}`,
    'another client': () => `Bearer ${sign({ ...goodClaims(), client_id: 'another' })}`,
    'an unknown key id': () => `Bearer ${sign(goodClaims(), { header: { kid: 'key-2' } })}`,
    'a key id that is a path': () => `Bearer ${sign(goodClaims(), { header: { kid: '../../dev/null' } })}`,
    'no key id': () => `Bearer ${sign(goodClaims(), { header: { kid: undefined } })}`,
    'a key of its own (jwk)': () =>
      `Bearer ${sign(goodClaims(), { key: foreignKeys.privateKey, header: { jwk: foreignKeys.publicKey.export({ format: 'jwk' }) } })}`,
    'a key address of its own (jku)': () =>
      `Bearer ${sign(goodClaims(), { key: foreignKeys.privateKey, header: { jku: 'https://example.com/jwks' } })}`,
    'signed by another key': () => `Bearer ${sign(goodClaims(), { key: foreignKeys.privateKey })}`,
    'an id token': () =>
      `Bearer ${sign({ ...goodClaims(), token_use: 'id', aud: clientId, client_id: undefined })}`,
    'a refresh token': () => `Bearer ${sign({ ...goodClaims(), token_use: 'refresh' })}`,
    'no token use': () => `Bearer ${without('token_use')}`,
    expired: () => `Bearer ${sign({ ...goodClaims(), exp: seconds(-1) })}`,
    'no expiry': () => `Bearer ${without('exp')}`,
    'not yet valid': () => `Bearer ${sign({ ...goodClaims(), nbf: seconds(600) })}`,
    'a payload exchanged': () => `Bearer ${tampered()}`,
    'no session claim': () => `Bearer ${without('origin_jti')}`,
    'no subject': () => `Bearer ${without('sub')}`,
    'groups that are not a list': () => `Bearer ${sign({ ...goodClaims(), 'cognito:groups': 'admin' })}`,
    'over 16 KiB': () => `Bearer ${sign({ ...goodClaims(), padding: 'x'.repeat(16 * 1024) })}`,
  };
  test.each(Object.entries(bad))('%s', async (_, header) => {
    expect(await codeOf(header())).toBe(40101);
  });
});

describe('the session decides too', () => {
  const cases: Record<string, Session | undefined> = {
    'none with this id': { ...alive, id: 'session-2' },
    'one of another user': { ...alive, userId: 'user-2' },
    revoked: { ...alive, revokedAt: '2026-11-22T00:00:01.000Z' },
    'past its end': { ...alive, expiresAt: seconds(-1) },
  };
  test.each(Object.entries(cases))('%s: 40101', async (_, session) => {
    expect(await codeOf(`Bearer ${sign()}`, session)).toBe(40101);
  });
});

test('keys that cannot be fetched are 50301, not the caller’s fault', async () => {
  const failing = () => Promise.reject(new Error('connection refused'));
  const outcome = authenticateWith(alive, failing)(request(`Bearer ${sign()}`));
  await expect(outcome).rejects.toMatchObject({ code: 50301 });
});
