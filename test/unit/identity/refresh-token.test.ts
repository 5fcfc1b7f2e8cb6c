import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRefreshCookie } from '../../../functions/identity/refresh-cookie.ts';
import { makeRefreshTokens } from '../../../functions/identity/refresh-tokens.ts';
import {
  hashRefreshToken,
  isRefreshTokenOf,
  openRefreshToken,
  type Session,
  sealRefreshToken,
} from '../../../functions/identity/session.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { HttpRequest } from '../../../functions/platform/request.ts';
import { inMemorySessions } from './in-memory.ts';

const parts = {
  userId: randomUUID(),
  sessionId: randomUUID(),
  nonce: 'n-1',
  poolToken: 'eyJhbGciOi.a.b.c.d',
};
const token = sealRefreshToken(parts);
const session: Session = {
  userId: parts.userId,
  id: parts.sessionId,
  username: 'ann',
  refreshHash: hashRefreshToken(token),
  createdAt: '2026-11-22T00:00:00.000Z',
  expiresAt: Math.floor(Date.now() / 1000) + 60,
};

describe('a refresh token', () => {
  test('comes apart into what it was made of', () => {
    expect(openRefreshToken(token)).toEqual(parts);
  });

  test('belongs to the session it was started with and to no other', () => {
    expect(isRefreshTokenOf(session, token)).toBe(true);
    const other = sealRefreshToken({ ...parts, poolToken: 'another.of.the.pool' });
    expect(isRefreshTokenOf(session, other)).toBe(false);
    expect(isRefreshTokenOf({ ...session, refreshHash: '' }, token)).toBe(false);
    expect(isRefreshTokenOf({ ...session, refreshHash: 'not hexadecimal' }, token)).toBe(false);
  });

  test('cannot be anything else', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        expect(isRefreshTokenOf(session, garbage)).toBe(false);
        const opened = openRefreshToken(garbage);
        if (opened !== undefined) expect(sealRefreshToken(opened)).toBe(garbage);
      }),
    );
    for (const bad of [
      '',
      '.',
      'a.b',
      'a.b.',
      'a.b.c',
      'a.b.c.',
      '...x',
      'a b.c.d.e',
      `${'a'.repeat(200)}.b.c.d`,
    ])
      expect(openRefreshToken(bad), bad).toBeUndefined();
  });
});

test('a pool that gives the token of another session or user is not believed', async () => {
  const sessions = inMemorySessions();
  await sessions.start(session);
  const request = { headers: {} } as unknown as HttpRequest;
  const refreshWith = (claims: { sub: string; origin_jti: string }) =>
    makeRefreshTokens({
      sessions,
      verify: async () => ({ username: 'ann', exp: 0, 'cognito:groups': [], ...claims }),
      cookie: makeRefreshCookie(true),
      sessionSeconds: 60,
      now: Date.now,
      pool: { refresh: async () => ({ accessToken: 'a', expiresIn: 1 }) },
      record: async () => undefined,
      log: makeLog('identity', () => undefined),
    })({ params: {}, query: {}, body: { refresh_token: token }, caller: undefined, request });
  const good = { sub: parts.userId, origin_jti: parts.sessionId };
  for (const claims of [
    { ...good, sub: 'other' },
    { ...good, origin_jti: 'other' },
  ])
    await expect(refreshWith(claims)).rejects.toMatchObject({ code: 40101 });
  expect((await refreshWith(good)).status).toBe(200);
});
