import { describe, expect, test } from 'vitest';
import { deliverySource, deliveryTakenType } from '../../../events/webhooks/delivery-taken.ts';
import { text } from '../../../functions/platform/text.ts';
import { LEASE_MS, MAX_ATTEMPTS } from '../../../functions/webhooks/delivery.ts';
import { FetchFailed, FetchRefused } from '../../../functions/webhooks/fetching/fetch-refused.ts';
import { minute, webhooksApi } from './webhooks-api.ts';

const payload =
  '{"order":{"office":"x"},"books":["https://files.example.com/1.xlsx","https://files.example.com/2.xlsx?key=SECRETKEY"]}';

const open = async () => {
  const api = webhooksApi();
  const hook = await api.create({
    file_mapping: [{ parameter: 'books', path: '/books' }],
    allowed_hosts: ['files.example.com'],
  });
  const last = async () => (await api.ann('GET', `/webhooks/${hook.id}/deliveries`)).body.data.items[0];
  const taken = (delivery_id: string) =>
    ({
      source: deliverySource,
      'detail-type': deliveryTakenType,
      detail: { webhook_id: hook.id, delivery_id },
    }) as const;
  return { ...api, hook, last, taken };
};

describe('a delivery with files', () => {
  test('is taken at once, and finished by whoever hears of it', async () => {
    const { deliver, hook, later, launches, fetched, finishDue, taken, last, deliveries } = await open();
    const { status, body } = await deliver(hook, payload);
    expect([status, body.data.run_id, later.length, launches.length]).toEqual([202, null, 1, 0]);
    const id = body.data.delivery_id as string;
    expect(await finishDue(taken(id))).toEqual({ worked: 1 });
    const files = fetched[0] ?? [];
    expect(files.map(({ url, field }) => [url, field])).toEqual([
      ['https://files.example.com/1.xlsx', '/books/0'],
      ['https://files.example.com/2.xlsx?key=SECRETKEY', '/books/1'],
    ]);
    expect(launches[0]?.wish.parameters).toEqual({ office: 'x', books: files.map((file) => file.id) });
    expect(await last()).toMatchObject({ id, status: 'accepted', files: 2, attempts: 1 });
    expect(await finishDue(taken(id))).toEqual({ worked: 0 });
    expect(deliveries.rows.get(id)?.work).toBeNull();
  });

  test('keeps its addresses and values sealed while it waits', async () => {
    const { deliver, hook, deliveries, lines } = await open();
    await deliver(hook, payload);
    const kept = JSON.stringify([...deliveries.rows.values()]);
    expect(kept).not.toContain('files.example.com');
    expect(kept + lines.join('')).not.toContain('SECRETKEY');
  });

  test('that nobody told of is found when it is due, once', async () => {
    const { deliver, hook, launches, finishDue, clock, last } = await open();
    await deliver(hook, payload);
    expect(await finishDue(minute)).toEqual({ worked: 0 });
    clock.at += 61_000;
    const done = await Promise.all([finishDue(minute), finishDue(minute), finishDue(minute)]);
    expect(done.reduce((sum, { worked }) => sum + worked, 0)).toBe(1);
    expect([launches.length, (await last()).status]).toEqual([1, 'accepted']);
  });

  test('whose worker died is taken over when its lease is over', async () => {
    const { deliver, hook, deliveries, finishDue, clock, launches } = await open();
    const { body } = await deliver(hook, payload);
    const pending = deliveries.rows.get(body.data.delivery_id);
    if (pending === undefined) throw new Error('not kept');
    const due_at = new Date(clock.at + LEASE_MS).toISOString();
    await deliveries.replace({ ...pending, attempts: 1, due_at });
    clock.at += LEASE_MS - 1000;
    expect(await finishDue(minute)).toEqual({ worked: 0 });
    clock.at += 2000;
    expect(await finishDue(minute)).toEqual({ worked: 1 });
    expect(launches).toHaveLength(1);
  });

  test('is tried again after failures that may pass, and given up at last with the reason', async () => {
    const { deliver, hook, failing, finishDue, clock, last, launches } = await open();
    failing.fetches.push(
      ...Array.from({ length: MAX_ATTEMPTS }, () => new FetchFailed('/books/0: did not answer')),
    );
    await deliver(hook, payload, { name: 'order-1' });
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      clock.at += 3_600_000;
      expect(await finishDue(minute)).toEqual({ worked: 1 });
      expect(await last()).toMatchObject({
        attempts: attempt,
        status: attempt < MAX_ATTEMPTS ? 'pending' : 'failed',
      });
    }
    expect(await last()).toMatchObject({ reason: { code: 'platform' }, run_id: null });
    expect((await last()).reason.message).toContain('/books/0: did not answer');
    clock.at += 3_600_000;
    expect(await finishDue(minute)).toEqual({ worked: 0 });
    expect(launches).toEqual([]);
    await deliver(hook, payload, { name: 'order-1' });
    clock.at += 61_000;
    await finishDue(minute);
    expect(launches).toHaveLength(1);
  });

  test('whose every worker died is given up, not begun for ever', async () => {
    const { deliver, hook, deliveries, finishDue, clock, last, launches } = await open();
    const { body } = await deliver(hook, payload);
    const pending = deliveries.rows.get(body.data.delivery_id);
    if (pending === undefined) throw new Error('not kept');
    await deliveries.replace({ ...pending, attempts: MAX_ATTEMPTS });
    clock.at += 61_000;
    await finishDue(minute);
    expect([(await last()).status, launches.length]).toEqual(['failed', 0]);
  });

  test('is refused when a file is', async () => {
    const { deliver, hook, failing, finishDue, clock, last } = await open();
    failing.fetches.push(new FetchRefused(text('/books/1: is too large', '/books/1：太大')));
    await deliver(hook, payload);
    clock.at += 61_000;
    await finishDue(minute);
    expect(await last()).toMatchObject({ status: 'refused', reason: { code: 'file' } });
    expect((await last()).reason.message).toContain('/books/1: is too large');
  });

  test('is refused when its owner went meanwhile', async () => {
    const { deliver, hook, owners, finishDue, clock, last, launches } = await open();
    await deliver(hook, payload);
    owners.delete('ann');
    clock.at += 61_000;
    await finishDue(minute);
    expect(await last()).toMatchObject({ status: 'refused', reason: { code: 'owner' } });
    expect(launches).toEqual([]);
  });

  test.each([
    ['no URL', '{"order":{"office":"x"},"books":["x"]}', '/books/0'],
    ['no text', '{"order":{"office":"x"},"books":[1]}', '/books/0'],
    [
      'too many',
      `{"order":{"office":"x"},"books":${JSON.stringify(Array(4).fill('https://a.example/'))}}`,
      '/books',
    ],
    [
      'too many for any run',
      `{"order":{"office":"x"},"books":${JSON.stringify(Array(51).fill('https://a.example/'))}}`,
      'payload',
    ],
  ])('is refused at once for %s', async (_, body, field) => {
    const { deliver, hook, later } = await open();
    const answer = await deliver(hook, body);
    expect([answer.status, answer.body.errors[0].field, later.length]).toEqual([400, field, 0]);
  });
});

test('a delivery that was written, though the answer to that was lost, is taken', async () => {
  const { deliver, hook, deliveries, launches, last } = await open();
  const { claim } = deliveries;
  deliveries.claim = async (delivery) => {
    await claim(delivery);
    return claim(delivery); // as the SDK does when it got no answer
  };
  const { status, body } = await deliver(hook, '{"order":{"office":"x"}}');
  expect([status, launches.length, deliveries.rows.size]).toEqual([202, 1, 1]);
  expect(await last()).toMatchObject({ id: body.data.delivery_id, status: 'accepted' });
});

test('a delivery whose run could not be started now is kept, and started within minutes', async () => {
  const { deliver, hook, failing, finishDue, clock, launches, last } = await open();
  failing.launches = 1;
  const { status, body } = await deliver(hook, '{"order":{"office":"x"}}', { name: 'order-1' });
  expect([status, body.data.run_id]).toEqual([202, null]);
  clock.at += 61_000;
  expect(await finishDue(minute)).toEqual({ worked: 1 });
  expect([launches.length, (await last()).status]).toEqual([1, 'accepted']);
  const again = await deliver(hook, '{"order":{"office":"x"}}', { name: 'order-1' });
  expect([again.status, again.body.data.delivery_id, launches.length]).toEqual([
    202,
    body.data.delivery_id,
    1,
  ]);
});
