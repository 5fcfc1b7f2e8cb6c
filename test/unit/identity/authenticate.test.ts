import { describe, expect, test } from 'vitest';
import { makeAuthenticate } from '../../../functions/identity/authenticate.ts';
import type { Session } from '../../../functions/identity/session.ts';
import { freshUser, type User } from '../../../functions/identity/user.ts';
import type { UserRow } from '../../../functions/identity/user-store.ts';
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

const fang: User = {
  ...freshUser(
    {
      id: 'user-1',
      name: 'wang.fang',
      username: 'Wang.Fang',
      email: null,
      createdAt: '2026-11-22T00:00:00.000Z',
    },
    ['author', 'tax clerk'],
  ),
  department: 'dep_1',
  groups: ['grp_1', 'grp_2'],
};

const authenticateWith = (
  session: Session | undefined,
  {
    user = fang,
    fetchKeys = async () => jwks(),
  }: { user?: UserRow | null; fetchKeys?: () => Promise<ArrayBuffer> } = {},
) =>
  makeAuthenticate({
    verify: makeVerifyAccessToken({ userPoolId, clientId }, { fetch: fetchKeys }),
    sessions: {
      find: (userId, id) =>
        Promise.resolve(session?.userId === userId && session.id === id ? session : undefined),
      noteSeen: async () => undefined,
    },
    users: { find: async (name) => (user?.name === name ? user : undefined) },
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
  test('says who calls as the row of the user says, whatever roles the token has', async () => {
    const token = sign({ ...goodClaims(), 'cognito:groups': ['admin'] });
    expect(await authenticateWith(alive)(request(`Bearer ${token}`))).toEqual({
      userId: 'user-1',
      username: 'wang.fang',
      roles: ['author'],
      roleNames: ['author', 'tax clerk'],
      department: 'dep_1',
      groups: ['grp_1', 'grp_2'],
      sessionId: 'session-1',
    });
  });

  test('has the groups of the token that are roles, where the row is older than roles in rows', async () => {
    const token = sign({ ...goodClaims(), 'cognito:groups': ['author', 'admins', 'operator'] });
    const user = { ...fang, roles: undefined };
    const caller = await authenticateWith(alive, { user })(request(`Bearer ${token}`));
    expect(caller.roles).toEqual(['operator', 'author']);
    expect(caller.roleNames).toEqual(['operator', 'author']);
  });

  test('is known by the scheme in any case, and may lack groups', async () => {
    const { 'cognito:groups': _, ...claims } = goodClaims();
    const user = { ...fang, roles: undefined };
    const caller = await authenticateWith(alive, { user })(request(`bearer  ${sign(claims)}`));
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

describe('the user decides too', () => {
  const cases: Record<string, UserRow | null> = {
    'none of this name': null,
    'one of another id': { ...fang, id: 'user-2' },
    disabled: { ...fang, status: 'disabled' },
    'half made': {
      status: 'creating',
      name: 'wang.fang',
      username: 'wang.fang',
      email: null,
      attempt: '1',
      createdAt: fang.createdAt,
    },
  };
  test.each(Object.entries(cases))('%s: 40101, in the words of a bad token', async (_, user) => {
    const refusal = (outcome: Promise<unknown>) => outcome.then(() => 'served', String);
    const refused = await refusal(authenticateWith(alive, { user })(request(`Bearer ${sign()}`)));
    expect(refused).toBe(await refusal(authenticateWith(alive)(request('Bearer garbage'))));
    expect(refused).toContain('sign in first');
  });
});

test('keys that cannot be fetched are 50301, not the caller’s fault', async () => {
  const failing = () => Promise.reject(new Error('connection refused'));
  const outcome = authenticateWith(alive, { fetchKeys: failing })(request(`Bearer ${sign()}`));
  await expect(outcome).rejects.toMatchObject({ code: 50301 });
});
