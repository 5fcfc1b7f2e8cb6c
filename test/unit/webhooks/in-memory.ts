import { type Activity, type ActivityStore, noActivity } from '../../../functions/webhooks/activity-store.ts';
import type { Delivery } from '../../../functions/webhooks/delivery.ts';
import type { Claim, DeliveryStore } from '../../../functions/webhooks/delivery-store.ts';
import { bucketAt, secondsUntilToken } from '../../../functions/webhooks/rate-limit.ts';
import type { WebhookStore } from '../../../functions/webhooks/store.ts';
import type { Webhook } from '../../../functions/webhooks/webhook.ts';
import { inMemoryKeys } from '../platform/in-memory-keys.ts';

/** A table keeps copies. */
const copy = <Value>(value: Value): Value => structuredClone(value);

const newest = <Row extends { readonly id: string }>(
  rows: Iterable<Row>,
  after: string | undefined,
  limit: number,
) => {
  const found = [...rows]
    .filter(({ id }) => after === undefined || id < after)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  return { rows: found.slice(0, limit).map(copy), end: found.length <= limit };
};

/** Webhooks in memory that behave like the table's: test/integration runs the same suite on the real ones. */
export const inMemoryWebhooks = (): WebhookStore & { readonly rows: Map<string, Webhook> } => {
  const rows = new Map<string, Webhook>();
  const keys = inMemoryKeys();
  return {
    rows,
    create: async (hook, claim, now) => {
      if (rows.has(hook.id) || !keys.isFree(claim, now)) return false;
      rows.set(hook.id, copy(hook));
      keys.claim(claim, now);
      return true;
    },
    find: async (id) => copy(rows.get(id)),
    findByToken: async (hash) => copy([...rows.values()].find(({ token_hash }) => token_hash === hash)),
    replace: async (hook, earlier) => {
      if (rows.get(hook.id)?.version !== earlier.version) return false;
      rows.set(hook.id, copy(hook));
      return true;
    },
    remove: async (hook) => rows.get(hook.id)?.version === hook.version && rows.delete(hook.id),
    findAll: async (ids) => ids.flatMap((id) => copy(rows.get(id)) ?? []),
    list: async (shelf, after, limit) =>
      newest(
        [...rows.values()].filter(
          (hook) =>
            shelf.by === 'everybody' ||
            (shelf.by === 'owner' ? hook.owner === shelf.owner : hook.department === shelf.department),
        ),
        after,
        limit,
      ),
    findEarlier: keys.findEarlier,
  };
};

/** Counts and limits in memory. */
export const inMemoryActivity = (): ActivityStore => {
  const rows = new Map<string, Activity>();
  const buckets = new Map<string, number>();
  return {
    find: async (ids) => new Map(ids.flatMap((id) => (rows.has(id) ? [[id, rows.get(id) as Activity]] : []))),
    note: async ({ webhook_id, id, at, status, run_id }) => {
      const known = rows.get(webhook_id) ?? noActivity;
      if (known.last !== null && known.last.id > id) return;
      rows.set(webhook_id, { ...known, last: { id, at, status, run_id } });
    },
    reject: async (webhookId, at) => {
      const known = rows.get(webhookId) ?? noActivity;
      rows.set(webhookId, { ...known, rejected: known.rejected + 1, rejected_at: at });
    },
    take: async (id, limit, now) => {
      const bucket = bucketAt(limit, now);
      const fullAt = Math.max(now, buckets.get(id) ?? 0);
      if (fullAt > bucket.latest) return secondsUntilToken(fullAt, bucket);
      buckets.set(id, fullAt + bucket.cost);
      return 0;
    },
  };
};

/** Deliveries in memory. */
export const inMemoryDeliveries = (): DeliveryStore & { readonly rows: Map<string, Delivery> } => {
  const rows = new Map<string, Delivery>();
  const claims = new Map<string, Claim>();
  const keysOf = ({ webhook_id, delivery, signature }: Delivery) => [
    `${webhook_id} delivery ${delivery}`,
    ...(signature === null ? [] : [`${webhook_id} signature ${signature}`]),
  ];
  return {
    rows,
    claim: async (delivery) => {
      if (keysOf(delivery).some((key) => claims.has(key))) return false;
      rows.set(delivery.id, copy(delivery));
      for (const key of keysOf(delivery))
        claims.set(key, { deliveryId: delivery.id, payloadHash: delivery.payload_sha256 });
      return true;
    },
    findClaim: async (webhookId, kind, value) => claims.get(`${webhookId} ${kind} ${value}`),
    add: async (delivery) => {
      rows.set(delivery.id, copy(delivery));
    },
    find: async (webhookId, id) => {
      const found = rows.get(id);
      return found?.webhook_id === webhookId ? copy(found) : undefined;
    },
    replace: async (delivery) => {
      if (rows.get(delivery.id)?.revision !== delivery.revision) return undefined;
      const next = { ...delivery, revision: delivery.revision + 1 };
      rows.set(delivery.id, copy(next));
      if (delivery.status === 'refused' || delivery.status === 'failed')
        for (const key of keysOf(delivery)) claims.delete(key);
      return next;
    },
    list: async (webhookId, after, limit) =>
      newest(
        [...rows.values()].filter((delivery) => delivery.webhook_id === webhookId),
        after,
        limit,
      ),
    listDue: async (now, limit) =>
      [...rows.values()]
        .filter(({ due_at }) => due_at !== '' && due_at <= now)
        .sort((a, b) => (a.due_at < b.due_at ? -1 : 1))
        .slice(0, limit)
        .map(copy),
  };
};
