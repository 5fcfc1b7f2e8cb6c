import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../functions/platform/ids.ts';
import type { ActivityStore } from '../../../functions/webhooks/activity-store.ts';
import type { Delivery } from '../../../functions/webhooks/delivery.ts';
import type { DeliveryStore } from '../../../functions/webhooks/delivery-store.ts';
import type { WebhookStore } from '../../../functions/webhooks/store.ts';
import type { Webhook } from '../../../functions/webhooks/webhook.ts';

const at = Date.parse('2026-11-22T08:00:00Z');
const moment = new Date(at).toISOString();

const hookAt = (time: number, owner: string): Webhook => ({
  id: newId('hook', time),
  name: '订单 "orders"',
  script: 'orders',
  script_version: null,
  parameters: { amount: 1.5, big: 1e300, list: [null, ''] },
  mapping: [{ parameter: 'a', path: '/a~1b/0', required: true, default: 0.1 }],
  file_mapping: [],
  allowed_hosts: ['*.example.com'],
  rate_limit: { per_minute: 60, burst: 10 },
  enabled: true,
  owner,
  owner_id: `id-of-${owner}`,
  department: null,
  secrets: [{ sealed: 'sealed', created_at: moment, expires_at: null }],
  token_generation: 1,
  token_hash: newId('req', time),
  version: 1,
  created_at: moment,
  updated_at: moment,
});

/** What every store of webhooks must do: run on the one in memory and on the table's. */
export const defineWebhookStoreSuite = (open: () => WebhookStore, unique: string): void => {
  describe('a store of webhooks', () => {
    test('gives back what was written, by id and by token', async () => {
      const store = open();
      const hook = hookAt(at, unique);
      expect(await store.create(hook, undefined, at)).toBe(true);
      expect(await store.create(hook, undefined, at)).toBe(false);
      expect(await store.find(hook.id)).toEqual(hook);
      expect(await store.findByToken(hook.token_hash)).toEqual(hook);
      expect(await store.find(newId('hook', at))).toBeUndefined();
      expect(await store.findByToken('nobody’s')).toBeUndefined();
    });

    test('changes what was read and nothing else; a new address ends the old one', async () => {
      const store = open();
      const hook = hookAt(at, unique);
      await store.create(hook, undefined, at);
      const changed = { ...hook, name: 'new', version: 2, token_hash: newId('req', at) };
      expect(await store.replace(changed, hook)).toBe(true);
      expect(await store.replace({ ...changed, name: 'late' }, hook)).toBe(false);
      expect(await store.find(hook.id)).toEqual(changed);
      expect(await store.findByToken(hook.token_hash)).toBeUndefined();
      expect(await store.findByToken(changed.token_hash)).toEqual(changed);
      expect(await store.remove(hook)).toBe(false);
      expect(await store.remove(changed)).toBe(true);
      expect(await store.find(hook.id)).toBeUndefined();
      expect(await store.findByToken(changed.token_hash)).toBeUndefined();
      expect(await store.replace({ ...changed, version: 3 }, changed)).toBe(false);
    });

    test('claims a key with the webhook', async () => {
      const store = open();
      const key = { id: `${unique}-hook-key`, requestHash: 'hash' };
      const [first, second] = [hookAt(at, unique), hookAt(at, unique)];
      expect(await store.create(first, { key, subject: first.id }, at)).toBe(true);
      expect(await store.create(second, { key, subject: second.id }, at)).toBe(false);
      expect(await store.find(second.id)).toBeUndefined();
      expect(await store.findEarlier(key, at)).toBe(first.id);
    });

    test('lists one owner’s and everybody’s, newest first, from any position', async () => {
      const store = open();
      const owner = `${unique}-lister`;
      const made = [];
      for (const time of [3, 1, 2, 0]) {
        const hook = hookAt(at + time * 1000, owner);
        await store.create(hook, undefined, at);
        made.push(hook.id);
      }
      const wanted = made.sort().reverse();
      for (const whose of [{ by: 'owner', owner }, { by: 'everybody' }] as const)
        for (const limit of [1, 3, 100]) {
          const ids: string[] = [];
          for (let after: string | undefined; ; ) {
            const { rows, end } = await store.list(whose, after, limit);
            ids.push(...rows.filter((hook) => hook.owner === owner).map(({ id }) => id));
            const last = rows.at(-1);
            if (end || last === undefined) break;
            after = last.id;
          }
          expect(ids).toEqual(wanted);
        }
    });
  });
};

/** What every store of activity must do. */
export const defineActivityStoreSuite = (open: () => ActivityStore): void => {
  describe('a store of activity', () => {
    test('notes the newest delivery and counts rejections', async () => {
      const store = open();
      const id = newId('hook', at);
      const last = { webhook_id: id, id: 'dlv_2', at: moment, status: 'accepted', run_id: 'run_1' } as const;
      expect(await store.find([id])).toEqual(new Map());
      await store.note({ ...deliveryAt(at), ...last });
      await store.note({ ...deliveryAt(at), ...last, id: 'dlv_1' });
      await Promise.all(Array.from({ length: 5 }, () => store.reject(id, moment)));
      const { webhook_id, ...shown } = last;
      expect(await store.find([id, id, newId('hook', at)])).toEqual(
        new Map([[id, { last: shown, rejected: 5, rejected_at: moment }]]),
      );
    });

    test('gives as many tokens at once as a bucket holds, and then one by one', async () => {
      const store = open();
      const bucket = newId('hook', at);
      const limit = { per_minute: 6, burst: 4 };
      const answers = await Promise.all(Array.from({ length: 9 }, () => store.take(bucket, limit, at)));
      expect(answers.filter((wait) => wait === 0)).toHaveLength(4);
      expect(answers.filter((wait) => wait === 10)).toHaveLength(5);
      expect(await store.take(bucket, limit, at + 9_000)).toBe(1);
      expect(await store.take(bucket, limit, at + 10_000)).toBe(0);
      expect(await store.take(bucket, limit, at + 10_000)).toBe(10);
      const later = at + 3_600_000;
      expect(await Promise.all(Array.from({ length: 4 }, () => store.take(bucket, limit, later)))).toEqual(
        Array(4).fill(0),
      );
    });
  });
};

export const deliveryAt = (time: number, more: Partial<Delivery> = {}): Delivery => ({
  id: newId('dlv', time),
  webhook_id: 'hook_1',
  delivery: newId('req', time),
  status: 'pending',
  reason: null,
  run_id: null,
  duplicate_of: null,
  test: false,
  files: 0,
  attempts: 0,
  signature: null,
  payload_sha256: 'a'.repeat(64),
  payload_bytes: 2,
  source_ip: '192.0.2.1',
  at: new Date(time).toISOString(),
  finished_at: null,
  work: 'sealed',
  due_at: '',
  revision: 1,
  ...more,
});

/** What every store of deliveries must do. */
export const defineDeliveryStoreSuite = (open: () => DeliveryStore): void => {
  describe('a store of deliveries', () => {
    let store: DeliveryStore;
    let hook: string;
    beforeEach(() => {
      store = open();
      hook = newId('hook', at);
    });
    const make = (more: Partial<Delivery> = {}) => deliveryAt(at, { webhook_id: hook, ...more });

    test('lets one of many with the same name, or the same signature, claim it', async () => {
      const same = Array.from({ length: 8 }, (_, n) => make({ delivery: 'order-1', signature: `s${n}` }));
      expect((await Promise.all(same.map((each) => store.claim(each)))).filter(Boolean)).toHaveLength(1);
      const claim = await store.findClaim(hook, 'delivery', 'order-1', at);
      const first = await store.find(hook, claim?.deliveryId ?? '');
      expect(same).toContainEqual(first);
      const signed = first?.signature ?? '';
      expect(await store.claim(make({ delivery: 'order-2', signature: signed }))).toBe(false);
      expect(await store.findClaim(hook, 'delivery', 'order-2', at)).toBeUndefined();
      expect(await store.findClaim(hook, 'signature', signed, at)).toEqual(claim);
      const other = newId('hook', at);
      expect(await store.claim(make({ webhook_id: other, delivery: 'order-1', signature: signed }))).toBe(
        true,
      );
    });

    test('changes the revision that was read; an end without a run gives the names free', async () => {
      const pending = make({ signature: 's' });
      await store.claim(pending);
      const next = await store.replace({ ...pending, attempts: 1 });
      expect(next).toMatchObject({ attempts: 1, revision: 2 });
      expect(await store.replace({ ...pending, attempts: 9 })).toBeUndefined();
      expect(await store.find(hook, pending.id)).toEqual(next);
      expect(await store.claim(make({ delivery: pending.delivery }))).toBe(false);
      expect(await store.replace({ ...pending, revision: 2, status: 'refused' })).toBeDefined();
      expect(await store.claim(make({ delivery: pending.delivery, signature: 's' }))).toBe(true);
    });

    test('lists those of a webhook, and what is due', async () => {
      const long = (n: number) => new Date(at - 1_000_000_000 + n * 1000).toISOString();
      const made = [2, 1, 3].map((n) => deliveryAt(at + n, { webhook_id: hook, due_at: long(n) }));
      for (const each of made) await store.add(each);
      const ids = made.map(({ id }) => id);
      const [two, one, three] = ids;
      expect((await store.list(hook, undefined, 2)).rows.map(({ id }) => id)).toEqual([three, two]);
      const rest = await store.list(hook, two, 2);
      expect([rest.rows.map(({ id }) => id), rest.end]).toEqual([[one], true]);
      const due = async (now: string) =>
        (await store.listDue(now, 100)).map(({ id }) => id).filter((id) => ids.includes(id));
      expect(await due(long(2))).toEqual([one, two]);
      for (const each of made) await store.replace({ ...each, due_at: '', status: 'accepted', work: null });
      expect(await due(long(9))).toEqual([]);
    });
  });
};
