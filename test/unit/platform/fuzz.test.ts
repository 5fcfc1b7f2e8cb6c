import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { routeLists } from '../../../bin/generate/route-lists.ts';
import { permissions } from '../../../functions/platform/permissions.ts';
import type { Route } from '../../../functions/platform/route.ts';
import { identityApi } from '../identity/identity-api.ts';
import { anyText } from './any-text.ts';
import { as, echoApi } from './echo-api.ts';
import { httpEvent, lambdaContext, send } from './http-events.ts';

/** An answer of the API whatever came in: an envelope, and never a fault of ours. */
const expectRefusalOrSuccess = (reply: unknown) => {
  const { statusCode, headers, body } = reply as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  expect(statusCode).toBeGreaterThanOrEqual(200);
  expect(statusCode).toBeLessThan(500);
  if (statusCode === 302) return;
  const envelope = JSON.parse(body) as Record<string, unknown>;
  expect(headers['x-request-id']).toEqual(expect.any(String));
  if (statusCode < 400) return expect(envelope.code).toBe(0);
  expect(Math.floor(Number(envelope.code) / 100)).toBe(statusCode);
  expect(Object.keys(envelope).sort()).toEqual(['code', 'errors', 'message', 'request_id', 'timestamp']);
  if (envelope.code === 40001) expect((envelope.errors as unknown[]).length).toBeGreaterThan(0);
};

const nasty = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '',
    ' ',
    '\u0000',
    '\ud800',
    '../..',
    '%00',
    '0',
    '-1',
    '1e999',
  ),
  anyText(),
);
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(nasty, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 }),
);
const bodies = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  nasty,
  fc.constant(undefined),
);

const fill = (path: string, values: readonly string[]): string => {
  let n = 0;
  return path.replace(/\{[^}]+\}/g, () => values[n++ % values.length] ?? 'x');
};

const routes: readonly Route[] = routeLists.flatMap((list) => list.routes);
const { handler } = echoApi(routes, ({ operation }) =>
  operation === 'downloadArtifact'
    ? { status: 302, headers: { location: '/' } }
    : { status: 200, data: null },
);

describe('any request', () => {
  test.each(routes.map((route) => [route.operation, route] as const))('of %s', async (_, route) => {
    await fc.assert(
      fc.asyncProperty(
        bodies,
        fc.array(nasty, { minLength: 1, maxLength: 3 }),
        fc.array(
          fc.tuple(
            nasty.map((name) => name.toWellFormed()),
            nasty.map((value) => value.toWellFormed()),
          ),
          { maxLength: 4 },
        ),
        fc.dictionary(fc.constantFrom('accept-language', 'idempotency-key', 'content-type', 'cookie'), nasty),
        async (body, segments, pairs, headers) => {
          const query = new URLSearchParams(pairs).toString();
          const options = {
            query,
            headers: { ...headers, ...as('admin') },
            ...(body === undefined ? {} : { body }),
          };
          const event = httpEvent(route.method, fill(route.path, segments), options);
          expectRefusalOrSuccess(await handler(event, lambdaContext));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('any event', () => {
  const invoke = handler as (event: unknown, context: Context) => Promise<unknown>;

  test('also one that is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (event) => {
        expectRefusalOrSuccess(await invoke(event, lambdaContext));
      }),
      { numRuns: 300 },
    );
  });

  test('also one with any part of it changed', async () => {
    const good = httpEvent('POST', '/runs', { headers: as('operator'), body: { script: 'a' } });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(good)), fc.anything(), async (key, value) => {
        expectRefusalOrSuccess(await invoke({ ...good, [key]: value }, lambdaContext));
      }),
      { numRuns: 300, examples: [['rawPath', '']] },
    );
  });
});

describe('any form', () => {
  const boundary = 'XX';
  const pieces = fc.constantFrom(
    `--${boundary}\r\n`,
    `--${boundary}--\r\n`,
    'content-disposition: form-data; name="file"; filename="a.py"\r\n\r\n',
    'content-disposition: form-data; name="file"\r\n\r\n',
    'content-disposition: form-data; name="__proto__"\r\n\r\n',
    'content-disposition: form-data\r\n\r\n',
    'content-type: application/octet-stream\r\n',
    'def main():\r\n    pass\r\n',
    '\r\n',
    '\u0000',
  );

  /** A file that begins behind the end of the form, and has none itself. */
  const afterTheEnd = [
    `--${boundary}--\r\n`,
    `--${boundary}\r\n`,
    `--${boundary}\r\n`,
    'content-disposition: form-data; name="file"; filename="a.py"\r\n\r\n',
    '\u0000',
  ];

  test('in pieces, in any order, cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), fc.nat({ max: 40 }), async (parts, cut) => {
        const body = parts.join('').slice(0, -cut || undefined);
        const headers = { ...as('author'), 'content-type': `multipart/form-data; boundary=${boundary}` };
        const answer = await handler(httpEvent('POST', '/scripts/upload', { headers, body }), lambdaContext);
        expectRefusalOrSuccess(answer);
      }),
      { numRuns: 300, examples: [[afterTheEnd, 0]] },
    );
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=""'])(
    '%s without a boundary is 40001',
    async (type) => {
      const event = httpEvent('POST', '/scripts/upload', {
        headers: { ...as('author'), 'content-type': type },
        body: 'x',
      });
      expect((await send(handler, event)).body.code).toBe(40001);
    },
  );
});

describe('the identity operations', () => {
  test('refuse any body without a fault of ours', async () => {
    const api = identityApi();
    const texts = fc.oneof(nasty, fc.constantFrom('wang.fang', 'correct horse', 'a.b.c'));
    const fields = [
      'username',
      'password',
      'email',
      'session',
      'new_password',
      'code',
      'refresh_token',
      'old_password',
    ];
    const paths = ['/auth/init', '/auth/register', '/auth/login', '/auth/challenge', '/auth/refresh'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.dictionary(fc.constantFrom(...fields), texts),
        fc.option(texts),
        async (path, body, cookie) => {
          const options = cookie === null ? {} : { cookies: [`openscript_refresh=${cookie}`] };
          const headers = { 'x-openscript-client': 'console' };
          const { status } = await api.call('POST', path, { body, headers, ...options });
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 400 },
    );
  });
});

test('every permission has a route that asks for it, or is one that widens what is seen', () => {
  const asked = new Set(routes.map(({ access }) => access));
  for (const permission of permissions)
    expect(permission.endsWith('.all') || permission === 'data.unmask' || asked.has(permission)).toBe(true);
});
