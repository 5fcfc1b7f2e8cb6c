import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { routeLists } from '../../bin/generate/route-lists.ts';
import { Client, newUser } from './platform/client.ts';

const { url } = inject('platform');
const routes = routeLists.flatMap((list) => list.routes).filter(({ access }) => access !== 'public');

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as Record<string, unknown>;

/** The same matrix as in test/unit/platform/token-matrix.test.ts, through the gateway, of tokens that anybody can make. */
describe('every route of the running platform', () => {
  let user: Client & { username: string };
  let ended: string;
  beforeAll(async () => {
    user = await newUser(url, 'matrix');
    const { body } = await user.call('POST', '/auth/login', {
      username: user.username,
      password: 'correct horse battery',
    });
    const other = new Client(url, body.data.access_token);
    ended = body.data.access_token;
    expect((await other.call('POST', '/auth/logout')).status).toBe(200);
  });

  const forgeries: Readonly<Record<string, () => string | undefined>> = {
    'no token': () => undefined,
    'alg none': () => `${part({ ...headerOf(ended), alg: 'none' })}.${part(claimsOf(user.token ?? ''))}.`,
    'HS256 with the id of the key': () => {
      const signed = `${part({ ...headerOf(ended), alg: 'HS256' })}.${part(claimsOf(user.token ?? ''))}`;
      const secret = String(headerOf(ended).kid);
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    },
    'an unknown key': () => {
      const [, claims, signature] = (user.token ?? '').split('.');
      return `${part({ ...headerOf(ended), kid: 'another' })}.${claims}.${signature}`;
    },
    tampered: () => {
      const [header, , signature] = (user.token ?? '').split('.');
      return `${header}.${part({ ...claimsOf(user.token ?? ''), 'cognito:groups': ['admin'] })}.${signature}`;
    },
    'the token of a session that was ended': () => ended,
  };

  it.each(Object.entries(forgeries))('answers 401 to %s', { timeout: 120_000 }, async (_, forge) => {
    const client = new Client(url, forge());
    for (const { operation, method, path, body } of routes) {
      const answer = await client.call(
        method,
        path.replace(/\{[^}]+\}/g, 'x'),
        body === undefined ? undefined : {},
      );
      expect([operation, answer.status]).toEqual([operation, 401]);
    }
  });
});
