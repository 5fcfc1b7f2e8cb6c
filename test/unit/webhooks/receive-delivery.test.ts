import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Made, webhooksApi } from './webhooks-api.ts';

const order = '{"order":{"office":"北京","count":3}}';
const open = async (more: Record<string, unknown> = {}) => {
  const api = webhooksApi();
  return { ...api, hook: await api.create(more) };
};

describe('a signed delivery', () => {
  test('starts a run in the owner’s name with what the payload says', async () => {
    const { deliver, hook, launches, ann } = await open({
      mapping: [{ parameter: 'office', path: '/order/office' }],
      parameters: { count: 9 },
    });
    const { status, body } = await deliver(hook, order);
    expect([status, body.data.run]).toEqual([202, null]);
    expect(launches).toMatchObject([
      {
        owner: { username: 'ann' },
        wish: {
          script: 'orders',
          parameters: { office: '北京', count: 9 },
          trigger: { type: 'webhook', webhook_id: hook.id, delivery_id: body.data.delivery_id },
        },
      },
    ]);
    const { items } = (await ann('GET', `/webhooks/${hook.id}/deliveries`)).body.data;
    expect(items).toMatchObject([
      { id: body.data.delivery_id, status: 'accepted', run_id: body.data.run_id },
    ]);
    const shown = (await ann('GET', `/webhooks/${hook.id}`)).body.data;
    expect(shown.last_delivery).toMatchObject({ id: body.data.delivery_id, status: 'accepted' });
    expect(Object.keys(shown)).not.toContain('secret');
  });

  test('with `wait` is answered with the finished run, and no more of it than a sender may know', async () => {
    const { deliver, hook } = await open();
    const { status, body } = await deliver(hook, order, { wait: 25 });
    expect([status, body.data.run.status]).toEqual([200, 'succeeded']);
    expect(Object.keys(body.data.run)).not.toContain('parameters');
    expect(Object.keys(body.data.run)).not.toContain('created_by');
  });

  test.each([2, 10])('%i times at once starts one run and gets one answer', async (times) => {
    const { deliver, hook, launches, ann } = await open();
    const answers = await Promise.all(
      Array.from({ length: times }, () => deliver(hook, order, { name: 'order-1' })),
    );
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body.data]))).size).toBe(1);
    expect(launches).toHaveLength(1);
    const { items } = (await ann('GET', `/webhooks/${hook.id}/deliveries`)).body.data;
    expect(items.filter(({ status }: { status: string }) => status === 'duplicate')).toHaveLength(times - 1);
  });

  test('later again gets the first answer; with another body it is 40901', async () => {
    const { deliver, hook, launches, clock } = await open();
    const first = await deliver(hook, order, { name: 'order-1' });
    clock.at += 86_400_000;
    const again = await deliver(hook, order, { name: 'order-1' });
    expect(again.body.data).toEqual(first.body.data);
    const other = await deliver(hook, '{"order":{"office":"x"}}', { name: 'order-1' });
    expect([other.status, other.body.code, other.body.errors[0].field]).toEqual([
      409,
      40901,
      'X-OpenScript-Delivery',
    ]);
    expect(launches).toHaveLength(1);
  });

  test('that somebody overheard starts nothing under another name', async () => {
    const { deliver, hook, launches } = await open();
    await deliver(hook, order, { name: 'order-1' });
    const replayed = await deliver(hook, order, { name: 'order-2' });
    expect([replayed.status, replayed.body.errors[0].field]).toEqual([409, 'X-OpenScript-Signature']);
    expect(launches).toHaveLength(1);
  });

  test('is signed over its bytes, however the gateway brings them', async () => {
    const { deliver, hook, launches } = await open();
    const bytes = Buffer.from('{"order":{"office":"Köln 📊"}}').toString('base64');
    expect((await deliver(hook, bytes, { base64: true })).status).toBe(202);
    expect(launches[0]?.wish.parameters).toMatchObject({ office: 'Köln 📊' });
  });

  test('may come in the grace time of a replaced secret, and not after it', async () => {
    const { deliver, hook, ann, clock } = await open();
    const rotated = await ann('POST', `/webhooks/${hook.id}/rotate`, {
      body: { version: 1, grace_seconds: 60, renew_url: false },
    });
    expect([rotated.status, rotated.body.data.url]).toEqual([200, null]);
    const renewed = { url: hook.url, secret: rotated.body.data.secret as string };
    expect((await deliver(hook, order)).status).toBe(202);
    expect((await deliver(renewed, order, { at: clock.at + 1000 })).status).toBe(202);
    clock.at += 61_000;
    expect((await deliver(hook, order)).status).toBe(401);
    expect((await deliver(renewed, order)).status).toBe(202);
  });

  test('comes by the new address alone when that was renewed', async () => {
    const { deliver, hook, ann } = await open();
    const { data } = (
      await ann('POST', `/webhooks/${hook.id}/rotate`, { body: { version: 1, renew_url: true } })
    ).body;
    expect((await deliver({ url: hook.url, secret: data.secret }, order)).status).toBe(401);
    expect((await deliver(data, order)).status).toBe(202);
  });
});

describe('refused alike, without a trace of which it is', () => {
  test('are unknown addresses, switched-off webhooks and signatures that are not valid', async () => {
    const { deliver, hook, ann, clock, launches, deliveries, create } = await open();
    const off = await create();
    await ann('PATCH', `/webhooks/${off.id}`, { body: { version: 1, enabled: false } });
    const t = Math.floor(clock.at / 1000);
    const { secret } = await create();
    const attempts = [
      deliver({ ...hook, url: '/api/v1/hooks/abc' }, order),
      deliver({ ...hook, url: `${hook.url}x` }, order),
      deliver(off, order),
      deliver({ ...hook, secret }, order),
      deliver(hook, order, { at: clock.at - 301_000 }),
      deliver(hook, order, { at: clock.at + 301_000 }),
      deliver(hook, order, { signature: `t=${t},v1=` }),
      deliver(hook, order, { signature: `t=${t}` }),
      deliver(hook, order, { signature: '' }),
      deliver(hook, order, { signature: `t=${t},t=${t},v1=${'0'.repeat(64)}` }),
    ];
    const answers = await Promise.all(attempts);
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]?.body]);
    expect(launches).toEqual([]);
    const kept = [...deliveries.rows.values()];
    expect(kept.map(({ webhook_id, reason }) => [webhook_id, reason?.code])).toEqual([[off.id, 'disabled']]);
    const { rejected } = (await ann('GET', `/webhooks/${hook.id}`)).body.data;
    expect(rejected).toEqual({ count: 7, last_at: new Date(clock.at).toISOString() });
  });

  test('until one address has failed too often: 42901, and a valid one still goes through', async () => {
    const { deliver, hook } = await open();
    const wrong = { ...hook, secret: 'whsec_guess' };
    const answers = await Promise.all(Array.from({ length: 31 }, () => deliver(wrong, order)));
    const last = answers.find(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(30);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await deliver({ ...wrong, url: '/api/v1/hooks/none' }, order)).status).toBe(429);
    expect((await deliver(hook, order)).status).toBe(202);
  });
});

describe('what a delivery may be refused for', () => {
  const lastOf = async ({ ann, hook }: { ann: ReturnType<typeof webhooksApi>['ann']; hook: Made }) =>
    (await ann('GET', `/webhooks/${hook.id}/deliveries`)).body.data.items[0];

  test.each([
    ['not JSON', '{', 'payload', 'body'],
    ['a text instead of an object', '"\\ud800"', 'payload', '/order/office'],
    ['a missing field', '{"order":{}}', 'payload', '/order/office'],
    ['null for a field', '{"order":{"office":null}}', 'payload', '/order/office'],
    ['a value of the wrong kind', '{"order":{"office":1}}', 'parameters', '/order/office'],
    ['a value out of bounds', '{"order":{"office":"x","count":101}}', 'parameters', '/order/count'],
  ])('%s', async (_, payload, code, field) => {
    const stage = await open();
    const { status, body } = await stage.deliver(stage.hook, payload, { name: 'order-1' });
    expect([status, body.code, body.errors[0].field]).toEqual([400, 40001, field]);
    expect(await lastOf(stage)).toMatchObject({ status: 'refused', reason: { code }, run_id: null });
    expect(stage.launches).toEqual([]);
    const good = await stage.deliver(stage.hook, order, { name: 'order-1' });
    expect(good.status).toBe(202);
  });

  test('an owner who is gone, or has no right any more', async () => {
    const stage = await open();
    for (const change of [() => stage.owners.set('ann', ['auditor']), () => stage.owners.delete('ann')]) {
      change();
      const { status, body } = await stage.deliver(stage.hook, order);
      expect([status, body.code]).toEqual([409, 40901]);
      expect(body.message).toContain('owner');
      expect(await lastOf(stage)).toMatchObject({ status: 'refused', reason: { code: 'owner' } });
    }
    expect(stage.launches).toEqual([]);
  });

  test('a script that is gone', async () => {
    const stage = await open();
    stage.scripts.delete('orders');
    expect((await stage.deliver(stage.hook, order)).status).toBe(409);
    expect(await lastOf(stage)).toMatchObject({ status: 'refused', reason: { code: 'script' } });
  });

  test('a name that is none', async () => {
    const { deliver, hook, launches } = await open();
    for (const name of ['', 'a b', 'x'.repeat(129), 'ü']) {
      const { status, body } = await deliver(hook, order, { name });
      expect([status, body.errors[0].field]).toEqual([400, 'X-OpenScript-Delivery']);
    }
    expect(launches).toEqual([]);
  });

  test('its size', async () => {
    const { deliver, hook } = await open();
    const large = JSON.stringify({ order: { office: 'x'.repeat(1024 * 1024) } });
    expect((await deliver(hook, large)).body.code).toBe(41301);
  });

  test('its haste: 42901 with the seconds to wait, after which it is taken', async () => {
    const { deliver, hook, clock } = await open({ rate_limit: { per_minute: 6, burst: 2 } });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push(await deliver(hook, `{"order":{"office":"${n}"}}`));
    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 429]);
    clock.at += Number(statuses[2]?.headers['retry-after']) * 1000;
    expect((await deliver(hook, order)).status).toBe(202);
  });
});

test('any bytes from anybody are a 4xx, and change nothing', async () => {
  const { deliver, hook, launches, deliveries, store } = await open();
  const before = JSON.stringify([...store.rows]);
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('t=1,v1=', 't=,v1=00', ','.repeat(5000)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      words,
      words,
      fc.option(fc.base64String({ maxLength: 60 })),
      async (bytes, signature, name, token) => {
        const url = token === null ? hook.url : `/api/v1/hooks/${encodeURIComponent(token)}`;
        const body = Buffer.from(bytes).toString('base64');
        const { status } = await deliver({ ...hook, url }, body, { base64: true, signature, name });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 500 },
  );
  expect(launches).toEqual([]);
  expect(deliveries.rows.size).toBe(0);
  expect(JSON.stringify([...store.rows])).toBe(before);
});

test('any payload with a good signature is a run or a 4xx', async () => {
  const { deliver, hook, clock } = await open({
    mapping: [{ parameter: 'office', path: '' }],
    rate_limit: { per_minute: 6000, burst: 1000 },
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), async (payload) => {
      clock.at += 1000;
      expect((await deliver(hook, payload)).status).toBeLessThan(500);
    }),
    { numRuns: 500 },
  );
});
