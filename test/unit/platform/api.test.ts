import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ApiError, errorCodes, tooMany } from '../../../functions/platform/errors.ts';
import { created, redirect } from '../../../functions/platform/request.ts';
import { routes } from '../../../functions/platform/route.ts';
import { text } from '../../../functions/platform/text.ts';
import { as, echoApi } from './echo-api.ts';

const thing = z.object({ id: z.string(), note: z.string().nullable() });
const list = routes([
  {
    operation: 'showThing',
    method: 'GET',
    path: '/things/{id}',
    aliases: ['/old/{id}'],
    access: 'runs.read',
    summary: 'Show a thing',
    params: z.object({ id: z.string().regex(/^[^/]{1,20}$/) }),
    query: z.object({ deep: z.coerce.number().int().default(0) }),
    reply: thing,
    status: [200],
  },
  {
    operation: 'makeThing',
    method: 'POST',
    path: '/things',
    access: 'files.write',
    summary: 'Make a thing',
    body: z.strictObject({
      name: z.string().min(2),
      size: z.int(),
      parts: z.array(z.object({ n: z.int() })).optional(),
    }),
    reply: thing,
    status: [201],
  },
  {
    operation: 'readPart',
    method: 'GET',
    path: '/things/{id}/parts/{path+}',
    access: 'signed-in',
    summary: 'Read a part',
    params: z.object({ id: z.string(), path: z.string().min(1) }),
    reply: 'redirect',
    status: [302],
  },
  {
    operation: 'sayHello',
    method: 'POST',
    path: '/hello',
    access: 'public',
    summary: 'Say hello',
    body: z.strictObject({ anything: z.unknown().optional() }),
    bodyOptional: true,
    reply: z.null(),
    status: [200],
  },
]);

describe('finding the operation', () => {
  test.each([
    ['GET', '/nothing'],
    ['GET', '/'],
    ['GET', ''],
    ['DELETE', '/things/1'],
    ['HEAD', '/things/1'],
    ['OPTIONS', '/things'],
    ['TRACE', '/things'],
    ['get', '/things/1'],
    ['PROPFIND', '/__proto__'],
    ['POST', '/things/1/parts/a'],
  ])('%s %s is a 404 envelope in the caller’s language', async (method, path) => {
    const { call, calls } = echoApi(list);
    const headers = { ...as('admin'), 'accept-language': 'zh-CN' };
    const { status, headers: got, body } = await call(method, path, { headers });
    expect([status, body.code, body.message]).toEqual([404, 40401, '不存在，或您无权查看']);
    expect(got).toMatchObject({ 'x-request-id': 'request-1', 'cache-control': 'no-store' });
    expect(body.request_id).toBe('request-1');
    expect(calls).toEqual([]);
  });

  test('aliases are the same operation', async () => {
    const { call, calls } = echoApi(list);
    await call('GET', '/things/a?', { headers: as('admin'), query: 'deep=3&deep=4' });
    await call('GET', '/old/a', { headers: as('admin') });
    expect(calls.map(({ operation, query }) => [operation, query])).toEqual([
      ['showThing', { deep: 4 }],
      ['showThing', { deep: 0 }],
    ]);
  });

  test('path parameters are decoded, the rest of a path with its slashes', async () => {
    const { call, calls } = echoApi(list, () => redirect('https://s3/x'));
    await call('GET', '/things/t1/parts/out/北京 office.xlsx', { headers: as('auditor') });
    await call('GET', '/things/t1/parts/100%25.txt', { headers: as('auditor') });
    const { status } = await call('GET', '/things/t1/parts/%zz', { headers: as('auditor') });
    expect(calls.map(({ params }) => params)).toEqual([
      { id: 't1', path: 'out/北京 office.xlsx' },
      { id: 't1', path: '100%.txt' },
    ]);
    expect(status).toBe(404);
  });

  test('a path parameter that names nothing possible is 404, not 400', async () => {
    const { call } = echoApi(list);
    expect((await call('GET', `/things/${'x'.repeat(30)}`, { headers: as('admin') })).status).toBe(404);
  });
});

describe('who may', () => {
  test('without a token: 401 before anything else is looked at', async () => {
    const { call, calls } = echoApi(list);
    const { status, body } = await call('POST', '/things', { body: 'not json' });
    expect([status, body.code]).toEqual([401, 40101]);
    expect(calls).toEqual([]);
  });

  test('without the permission: 403 naming it, before the body is read', async () => {
    const { call } = echoApi(list);
    const { status, body } = await call('POST', '/things', { headers: as('auditor'), body: 'not json' });
    expect([status, body.code]).toEqual([403, 40301]);
    expect(body.message).toContain('files.write');
  });

  test('a public operation has no caller, signed in or not', async () => {
    const { call, calls } = echoApi(list);
    await call('POST', '/hello', { headers: as('admin') });
    await call('POST', '/hello', { body: {} });
    expect(calls.map(({ caller, body }) => [caller, body])).toEqual([
      [undefined, {}],
      [undefined, {}],
    ]);
  });
});

describe('answers', () => {
  test('are envelopes; what the contract does not name is left out', async () => {
    const data = { id: 't1', note: null, password: 'secret' };
    const { call } = echoApi(list, () => created(data, '/api/v1/things/t1'));
    const { status, headers, body } = await call('GET', '/things/t1', { headers: as('operator') });
    expect([status, headers.location]).toEqual([201, '/api/v1/things/t1']);
    expect(body).toEqual({
      code: 0,
      message: 'success',
      data: { id: 't1', note: null },
      timestamp: expect.any(Number),
    });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  test('that do not fit their schema are an error in the log, by field names only', async () => {
    const { call, lines } = echoApi(list, () => ({ status: 200, data: { id: 7, note: 'a secret' } }));
    expect((await call('GET', '/things/t1', { headers: as('operator') })).body.data.id).toBe(7);
    expect(lines.join()).toContain('an answer does not fit its schema');
    expect(lines.join()).toContain('id: invalid_type');
    expect(lines.join()).not.toContain('a secret');
  });

  test('too many: the seconds to wait, rounded up', async () => {
    const { call } = echoApi(list, () => {
      throw tooMany(text('slow down', '请稍候'), 1.2);
    });
    const { status, headers } = await call('POST', '/hello');
    expect([status, headers['retry-after']]).toEqual([429, '2']);
  });
});

describe('failures', () => {
  const failing = (thrown: unknown) =>
    echoApi(list, () => {
      throw thrown;
    });

  test('of ours say nothing but the request id; the log has the cause', async () => {
    const { call, lines } = failing(new Error('table openscript-main is on fire'));
    const { status, body } = await call('POST', '/hello');
    expect([status, body.code, body.errors, body.request_id]).toEqual([500, 50001, [], 'request-1']);
    expect(JSON.stringify(body)).not.toContain('fire');
    expect(lines.join()).toContain('on fire');
  });

  test('of a dependency are 503 with Retry-After, also inside another error', async () => {
    const throttled = Object.assign(new Error('slow'), { name: 'ProvisionedThroughputExceededException' });
    for (const thrown of [throttled, new Error('wrapped', { cause: throttled })]) {
      const { status, headers, body } = await failing(thrown).call('POST', '/hello');
      expect([status, body.code, headers['retry-after']]).toEqual([503, 50301, '2']);
    }
  });

  test.each([undefined, null, 'a string', 7, { code: 1 }, Object.create(null)])(
    'thrown as %s are 500',
    async (thrown) => {
      expect((await failing(thrown).call('POST', '/hello')).status).toBe(500);
    },
  );

  test('the HTTP status is always the true one', () => {
    for (const code of Object.values(errorCodes))
      expect(new ApiError(code, text('a', 'b')).status).toBe(Math.floor(code / 100));
  });
});

describe('bodies', () => {
  const make = (options: { body?: unknown; headers?: Record<string, string> }) =>
    echoApi(list).call('POST', '/things', { ...options, headers: { ...as('admin'), ...options.headers } });
  const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map(({ field }) => field).sort();

  test('every faulty field is named, in both languages', async () => {
    const body = { name: 'x', size: 1.5, parts: [{ n: 1 }, { n: 'two' }], colour: 'red', __proto__: null };
    const english = await make({ body });
    expect([english.status, fieldsOf(english.body)]).toEqual([400, ['colour', 'name', 'parts.1.n', 'size']]);
    const chinese = await make({ body, headers: { 'accept-language': 'zh' } });
    for (const { message } of chinese.body.errors) expect(message).toMatch(/\p{Script=Han}/u);
    for (const { message } of english.body.errors) expect(message).not.toMatch(/\p{Script=Han}/u);
  });

  test.each([
    ['nothing', undefined],
    ['words', 'hello'],
    ['half an object', '{"name": "ab"'],
    ['two objects', '{}{}'],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
  ])('%s: 40001', async (_, body) => {
    const answer = await make(body === undefined ? {} : { body });
    expect([answer.status, answer.body.code]).toEqual([400, 40001]);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });

  test('64 levels deep at most, brackets inside strings not counted', async () => {
    const say = (anything: string) =>
      echoApi(list).call('POST', '/hello', { body: `{"anything": ${anything}}` });
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect((await say(nested(63))).status).toBe(200);
    expect((await say(nested(64))).body.code).toBe(40001);
    expect((await say(JSON.stringify(`\\"${nested(100)}`))).status).toBe(200);
    expect((await say('['.repeat(500_000))).body.code).toBe(40001);
  });

  test('bytes that are not UTF-8: 40001; a byte order mark is no fault', async () => {
    const { handler, calls } = echoApi(list);
    const { httpEvent, send } = await import('./http-events.ts');
    const event = (bytes: Buffer) => ({
      ...httpEvent('POST', '/things', { headers: as('admin') }),
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    });
    expect((await send(handler, event(Buffer.from([0x22, 0xff, 0x22])))).status).toBe(400);
    await send(handler, event(Buffer.from('\uFEFF{"name": "ab", "size": 1}')));
    expect(calls).toHaveLength(1);
  });

  test('over 1 MiB: 41301, also when it says it is base64', async () => {
    const answer = await make({ body: `"${'x'.repeat(1024 * 1024)}"` });
    expect([answer.status, answer.body.code]).toEqual([413, 41301]);
  });
});
