import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { routeLists } from '../../bin/generate/route-lists.ts';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import type { Route } from '../../functions/platform/route.ts';
import { Client, newUser } from './platform/client.ts';
import { type Claims, claimsOf, headerOf, readPoolKeys, rs256, tokenOf } from './platform/pool-key.ts';
import { changesOf, dumpTable } from './platform/table-dump.ts';

const { url } = inject('platform');
const routes = routeLists
  .flatMap((list) => list.routes as readonly Route[])
  .filter(({ access }) => access !== 'public');
/** Requests at the same time: two cores, the emulator on one of them. */
const AT_ONCE = 8;

const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

/** A token that the pool gave somebody, a token of a session that was ended, and the pool's own keys. */
interface Given {
  readonly good: string;
  readonly ended: string;
  readonly keys: Record<'access' | 'id', KeyObject>;
}

/** The good token with other claims or another header, signed by the key of the pool. */
const resigned = (
  { good, keys }: Given,
  claims: Claims,
  header: Claims = {},
  key: KeyObject = keys.access,
): string => tokenOf({ ...headerOf(good), ...header }, { ...claimsOf(good), ...claims }, rs256(key));

const hs256 = (given: Given, secret: string | Buffer): string =>
  tokenOf({ ...headerOf(given.good), alg: 'HS256' }, claimsOf(given.good), (signed) =>
    createHmac('sha256', secret).update(signed).digest(),
  );

const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangeJwk = { ...strange.publicKey.export({ format: 'jwk' }), kid: 'mine', alg: 'RS256', use: 'sig' };

/** Tokens that nobody must be let in with. */
const forgeries: Readonly<Record<string, (given: Given) => string | undefined>> = {
  'no token': () => undefined,
  garbage: () => 'garbage',
  'alg none': (given) =>
    tokenOf({ ...headerOf(given.good), alg: 'none' }, claimsOf(given.good), () => Buffer.alloc(0)),
  'HS256 with the public key': (given) =>
    hs256(given, createPublicKey(given.keys.access).export({ format: 'pem', type: 'spki' })),
  'HS256 with the modulus that the pool publishes': (given) =>
    hs256(given, createPublicKey(given.keys.access).export({ format: 'jwk' }).n ?? ''),
  'HS256 with the id of the key': (given) => hs256(given, String(headerOf(given.good).kid)),
  'the wrong issuer': (given) =>
    resigned(given, { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Another' }),
  'the wrong client': (given) => resigned(given, { client_id: 'another' }),
  'no client': (given) => resigned(given, { client_id: undefined }),
  'an unknown kid': (given) => resigned(given, {}, { kid: 'another' }),
  'another key under the kid of the pool': (given) => resigned(given, {}, {}, strange.privateKey),
  'a key that it brings along': (given) =>
    resigned(given, {}, { kid: 'mine', jwk: strangeJwk, jku: 'http://127.0.0.1:9/jwks' }, strange.privateKey),
  'an id token': (given) => {
    const aud = claimsOf(given.good).client_id;
    const kid = undefined;
    return resigned(given, { token_use: 'id', aud, client_id: undefined }, { kid }, given.keys.id);
  },
  'an id token that names the client and the access key': (given) =>
    resigned(given, { token_use: 'id', aud: claimsOf(given.good).client_id }),
  'a refresh token’s use': (given) => resigned(given, { token_use: 'refresh' }),
  expired: (given) => resigned(given, { exp: seconds(-1) }),
  'never expiring': (given) => resigned(given, { exp: undefined }),
  'not yet valid': (given) => resigned(given, { nbf: seconds(600) }),
  'of a session that never was': (given) => resigned(given, { origin_jti: 'never' }),
  'without a session': (given) => resigned(given, { origin_jti: undefined }),
  'of nobody': (given) => resigned(given, { sub: '00000000-0000-4000-8000-000000000000' }),
  tampered: ({ good }) => {
    const [header, , signature] = good.split('.');
    const claims = { ...claimsOf(good), 'cognito:groups': ['admin'] };
    return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
  },
  'cut short': ({ good }) => good.slice(0, -8),
  'almost too long, and tampered': (given) =>
    `${resigned(given, { padding: 'x'.repeat(6 * 1024) }).slice(0, -8)}AAAAAAAA`,
  'of a session that was ended': ({ ended }) => ended,
};

const call = (client: Client, { method, path, body }: Route, id = 'x') =>
  client.call(method, path.replace(/\{[^}]+\}/g, id), body === undefined ? undefined : {});

describe('every route of the running platform', () => {
  let given: Given;
  beforeAll(async () => {
    const user = await newUser(url, 'matrix');
    const { body } = await user.call('POST', '/auth/login', {
      username: user.username,
      password: 'correct horse battery',
    });
    const ended = body.data.access_token as string;
    expect((await new Client(url, ended).call('POST', '/auth/logout')).status).toBe(200);
    const good = user.token ?? '';
    given = { good, ended, keys: await readPoolKeys(String(claimsOf(good).iss)) };
  });

  it('takes a token that is signed like these and has nothing wrong', async () => {
    const token = resigned(given, { exp: seconds(60), jti: 'made by the test' });
    expect(token).not.toBe(given.good);
    const answer = await new Client(url, token).call('GET', '/auth/me');
    expect([answer.status, answer.body.data?.id]).toEqual([200, claimsOf(given.good).sub]);
    expect(routes.length).toBeGreaterThan(90);
  });

  // An HTTP API of AWS takes headers of 10 KiB together, and so does the gateway: it is refused before there is a route.
  it('answers 431 to a token of 16 KiB', async () => {
    const client = new Client(url, resigned(given, { padding: 'x'.repeat(12 * 1024) }));
    expect(client.token?.length).toBeGreaterThan(16 * 1024);
    const statuses = new Set<number>();
    await inParallel(routes, AT_ONCE, async (route) => statuses.add((await call(client, route)).status));
    expect([...statuses]).toEqual([431]);
  });

  it.each(Object.entries(forgeries))('answers 401 to %s and changes nothing', async (_, forge) => {
    const client = new Client(url, forge(given));
    const before = await dumpTable();
    const wrong: unknown[] = [];
    await inParallel(routes, AT_ONCE, async (route) => {
      const { status } = await call(client, route);
      if (status !== 401) wrong.push(`${route.operation}: ${status}`);
    });
    expect(wrong).toEqual([]);
    expect(changesOf(before, await dumpTable())).toEqual([]);
  });
});
