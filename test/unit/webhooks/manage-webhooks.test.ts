import { describe, expect, test } from 'vitest';
import { webhooksRoutes } from '../../../functions/webhooks/contract.ts';
import { fuzzRoutes } from '../platform/fuzz-routes.ts';
import { webhooksApi } from './webhooks-api.ts';

const good = { name: 'orders', script: 'orders', parameters: { office: 'x' } };

describe('a webhook', () => {
  test('shows its secret and address once, and keeps neither', async () => {
    const { create, ann, store, lines } = webhooksApi();
    const { id, secret, url } = await create();
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    expect(url).toMatch(/^\/api\/v1\/hooks\/[\w-]{43}$/);
    const seen = [
      JSON.stringify((await ann('GET', `/webhooks/${id}`)).body),
      JSON.stringify((await ann('GET', '/webhooks')).body),
      JSON.stringify((await ann('PATCH', `/webhooks/${id}`, { body: { version: 1, name: 'new' } })).body),
      JSON.stringify([...store.rows]),
      lines.join('\n'),
    ].join('\n');
    for (const hidden of [secret, secret.slice(6), url.slice(-43)]) expect(seen).not.toContain(hidden);
  });

  test('made twice under one Idempotency-Key is one, with the same secret', async () => {
    const { ann, store } = webhooksApi();
    const options = { body: good, headers: { 'idempotency-key': 'k' } };
    const [first, second] = [
      await ann('POST', '/webhooks', options),
      await ann('POST', '/webhooks', options),
    ];
    expect(second.body.data).toEqual(first.body.data);
    expect(first.headers.location).toBe(`/api/v1/webhooks/${first.body.data.id}`);
    expect(store.rows.size).toBe(1);
    const { id } = first.body.data;
    await ann('POST', `/webhooks/${id}/rotate`, { body: { version: 1 } });
    expect((await ann('POST', '/webhooks', options)).body.code).toBe(40901);
    expect((await ann('POST', '/webhooks', { ...options, body: { ...good, name: 'y' } })).body.code).toBe(
      40901,
    );
  });

  test.each([
    ['a script that does not exist', { script: 'none' }, ['script']],
    [
      'a parameter the script does not have',
      { mapping: [{ parameter: 'x', path: '' }] },
      ['mapping.0.parameter'],
    ],
    ['a parameter filled twice', { mapping: [{ parameter: 'office', path: '' }] }, ['mapping.0.parameter']],
    ['files by mapping', { mapping: [{ parameter: 'books', path: '' }] }, ['mapping.0.parameter']],
    [
      'values by file_mapping',
      { file_mapping: [{ parameter: 'count', path: '' }], allowed_hosts: ['a.example'] },
      ['file_mapping.0.parameter'],
    ],
    ['files from nowhere', { file_mapping: [{ parameter: 'books', path: '' }] }, ['allowed_hosts']],
    ['a fixed value that is not good', { parameters: { office: 'x', count: 'y' } }, ['parameters.count']],
    ['a fixed value nobody asks for', { parameters: { office: 'x', z: 1 } }, ['parameters.z']],
    ['something left out', { parameters: {} }, ['parameters.office']],
    ['a path that is no pointer', { mapping: [{ parameter: 'count', path: 'a.b' }] }, ['mapping.0.path']],
    [
      'a host that is none',
      { allowed_hosts: ['https://a/b', 'localhost', '*', 'a..b'] },
      [0, 1, 2, 3].map((n) => `allowed_hosts.${n}`),
    ],
    [
      'a port that is none',
      { allowed_hosts: ['a.example:65536', 'a.example:0'] },
      ['allowed_hosts.0', 'allowed_hosts.1'],
    ],
    [
      'limits out of reach',
      { rate_limit: { per_minute: 0, burst: 1001 } },
      ['rate_limit.per_minute', 'rate_limit.burst'],
    ],
    ['fields of its own', { owner: 'root', token_hash: 'x' }, ['owner', 'token_hash']],
  ])('is refused for %s', async (_, more, fields) => {
    const { ann, store } = webhooksApi();
    const { status, body } = await ann('POST', '/webhooks', { body: { ...good, ...more } });
    expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([400, fields]);
    expect(store.rows.size).toBe(0);
  });

  test('is its owner’s; others do not learn that it exists, and who may see it may not change it', async () => {
    const { create, as, ann } = webhooksApi();
    const { id } = await create();
    const [bob, ada, mia] = [as('bob', 'operator'), as('ada', 'auditor'), as('mia', 'manager')];
    const change = { body: { version: 1, enabled: false } };
    const calls = [
      ['GET', ''],
      ['GET', '/deliveries'],
      ['GET', '/signing-example'],
      ['PATCH', '', change],
      ['DELETE', ''],
      ['POST', '/rotate', { body: { version: 1 } }],
      ['POST', '/test', { body: { payload: {} } }],
    ] as const;
    for (const [method, path, options] of calls) {
      const answer = await bob(method, `/webhooks/${id}${path}`, options);
      const absent = await bob(method, `/webhooks/hook_01JDA2B3C4D5E6F7G8H9JKMNPQ${path}`, options);
      expect([answer.status, answer.body.message]).toEqual([404, absent.body.message]);
    }
    expect((await bob('GET', '/webhooks')).body.data.items).toEqual([]);
    expect((await bob('GET', '/webhooks?owner=ann')).body.data.items).toEqual([]);
    expect((await ada('GET', `/webhooks/${id}`)).status).toBe(200);
    expect(
      (await ada('GET', '/webhooks?owner=ann&script=orders&enabled=true&q=ORD')).body.data.items,
    ).toHaveLength(1);
    expect((await ada('PATCH', `/webhooks/${id}`, change)).status).toBe(403);
    expect((await mia('PATCH', `/webhooks/${id}`, change)).body.data).toMatchObject({
      owner: 'ann',
      version: 2,
    });
    expect((await ann('GET', '/webhooks?enabled=true')).body.data.items).toEqual([]);
  });

  test('changes only for who knows its version', async () => {
    const { create, ann } = webhooksApi();
    const { id } = await create();
    const changes = await Promise.all(
      ['a', 'b', 'c'].map((name) => ann('PATCH', `/webhooks/${id}`, { body: { version: 1, name } })),
    );
    expect(changes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await ann('POST', `/webhooks/${id}/rotate`, { body: { version: 1 } })).body.code).toBe(40901);
    expect((await ann('DELETE', `/webhooks/${id}?version=1`)).body.code).toBe(40901);
    expect((await ann('DELETE', `/webhooks/${id}?version=2`)).status).toBe(200);
    expect((await ann('GET', `/webhooks/${id}`)).status).toBe(404);
  });

  test('can be switched off when its script is gone', async () => {
    const { create, ann, scripts } = webhooksApi();
    const { id } = await create();
    scripts.delete('orders');
    expect((await ann('PATCH', `/webhooks/${id}`, { body: { version: 1, name: 'x' } })).status).toBe(400);
    expect((await ann('PATCH', `/webhooks/${id}`, { body: { version: 1, enabled: false } })).status).toBe(
      200,
    );
  });

  test('keeps no more than three secrets, however often it is renewed', async () => {
    const { create, ann } = webhooksApi();
    const { id } = await create();
    for (let version = 1; version <= 5; version += 1)
      await ann('POST', `/webhooks/${id}/rotate`, { body: { version, grace_seconds: 3600 } });
    const { secrets } = (await ann('GET', `/webhooks/${id}`)).body.data;
    expect(secrets.map(({ expires_at }: { expires_at: string | null }) => expires_at === null)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is tried by its owner as a sender would', async () => {
    const { create, ann, launches, clock } = webhooksApi();
    const { id } = await create();
    const options = { body: { payload: { order: { office: 'sample' } } } };
    expect((await ann('POST', `/webhooks/${id}/test`, options)).status).toBe(202);
    clock.at += 1000;
    expect((await ann('POST', `/webhooks/${id}/test?wait=5`, options)).status).toBe(200);
    expect(launches).toHaveLength(2);
    clock.at += 1000;
    expect((await ann('POST', `/webhooks/${id}/test`, { body: { payload: 1 } })).status).toBe(400);
    const { items } = (await ann('GET', `/webhooks/${id}/deliveries`)).body.data;
    expect(
      items.map(({ test: sample, status }: { test: boolean; status: string }) => [sample, status]),
    ).toEqual([
      [true, 'refused'],
      [true, 'accepted'],
      [true, 'accepted'],
    ]);
  });

  test('lists in pages, with a cursor of its own', async () => {
    const { create, ann, deliver, clock } = webhooksApi();
    const hook = await create();
    await create();
    const page = (await ann('GET', '/webhooks?page_size=1')).body.data;
    expect(
      (await ann('GET', `/webhooks?page_size=1&cursor=${page.next_cursor}`)).body.data.next_cursor,
    ).toBeNull();
    for (let n = 0; n < 3; n += 1) {
      clock.at += 1000;
      await deliver(hook, `{"order":{"office":"${n}"}}`);
    }
    const path = `/webhooks/${hook.id}/deliveries?page_size=2&status=accepted`;
    const first = (await ann('GET', path)).body.data;
    const rest = (await ann('GET', `${path}&cursor=${first.next_cursor}`)).body.data;
    expect([first.items.length, rest.items.length, rest.next_cursor]).toEqual([2, 1, null]);
    expect((await ann('GET', `/webhooks?cursor=${first.next_cursor}`)).body.code).toBe(40001);
  });
});

test('no input is our fault', async () => {
  const { ann } = webhooksApi();
  await fuzzRoutes(webhooksRoutes, ann);
});
