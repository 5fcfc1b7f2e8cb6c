import { createConversions, createWriteTransaction } from 'electrodb';
import { committed } from '../platform/conditional-write.ts';
import type { Table } from '../platform/table.ts';
import { DELIVERY_SECONDS, type Delivery, deliveryRowSchema } from './delivery.ts';
import { dueDeliveries, makeClaimEntity, makeDeliveryEntity } from './entities.ts';

/** Who has a delivery's name, or its signature. */
export interface Claim {
  readonly deliveryId: string;
  /** SHA-256 of the payload it came with, hexadecimal. */
  readonly payloadHash: string;
}

export type ClaimKind = 'delivery' | 'signature';

/** Where deliveries are kept, for 30 days. */
export interface DeliveryStore {
  /** Writes a delivery together with its name and its signature; false: one of these is taken. */
  claim(delivery: Delivery): Promise<boolean>;
  findClaim(webhookId: string, kind: ClaimKind, value: string, now: number): Promise<Claim | undefined>;
  /** Writes a delivery that claims nothing: one that was refused at once, or a duplicate. */
  add(delivery: Delivery): Promise<void>;
  find(webhookId: string, id: string): Promise<Delivery | undefined>;
  /**
   * Writes a delivery anew over the revision that was read; false: it was changed meanwhile. One that ends without a run
   * gives its name free: sent again, it is tried again.
   */
  replace(delivery: Delivery): Promise<Delivery | undefined>;
  /** Newest first, after an id. */
  list(
    webhookId: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ rows: readonly Delivery[]; end: boolean }>;
  /** Those with work left that nobody has taken until now, the longest waiting first. */
  listDue(now: string, limit: number): Promise<readonly Delivery[]>;
}

/** A signature means something only as long as it is valid, and a little longer: an hour, in seconds. */
const SIGNATURE_CLAIM_SECONDS = 3600;

const secondsOf = (at: string): number => Math.floor(Date.parse(at) / 1000);

const rowOf = (delivery: Delivery) => ({
  webhookId: delivery.webhook_id,
  id: delivery.id,
  dueAt: delivery.due_at,
  work: dueDeliveries,
  revision: delivery.revision,
  document: JSON.stringify(delivery),
  expiresAt: secondsOf(delivery.at) + DELIVERY_SECONDS,
});

const deliveryOf = ({ document }: { document: string }): Delivery =>
  deliveryRowSchema.parse(JSON.parse(document));

/** The keys of what a delivery claims, and how long it keeps them, in seconds. */
const claimKeysOf = ({ webhook_id: webhookId, delivery, signature }: Delivery) => [
  { webhookId, kind: 'delivery' as const, value: delivery, seconds: DELIVERY_SECONDS },
  ...(signature === null
    ? []
    : [{ webhookId, kind: 'signature' as const, value: signature, seconds: SIGNATURE_CLAIM_SECONDS }]),
];

/** Deliveries in the table. */
export const makeDeliveryStore = (table: Table): DeliveryStore => {
  const deliveries = makeDeliveryEntity(table);
  const claims = makeClaimEntity(table);
  const { primary } = createConversions(deliveries).byAccessPattern;

  return {
    claim: async (delivery) =>
      committed(
        await createWriteTransaction({ deliveries, claims }, (write) => [
          write.deliveries.create(rowOf(delivery)).commit(),
          ...claimKeysOf(delivery).map(({ seconds, ...key }) =>
            write.claims
              .put({
                ...key,
                deliveryId: delivery.id,
                payloadHash: delivery.payload_sha256,
                expiresAt: secondsOf(delivery.at) + seconds,
              })
              .where(
                ({ webhookId, expiresAt }, { notExists, lt }) =>
                  `${notExists(webhookId)} OR ${lt(expiresAt, secondsOf(delivery.at))}`,
              )
              .commit(),
          ),
        ]).go(),
      ),
    findClaim: async (webhookId, kind, value, now) => {
      const { data } = await claims.get({ webhookId, kind, value }).go({ consistent: true });
      if (data === null || data.expiresAt * 1000 <= now) return undefined;
      return { deliveryId: data.deliveryId, payloadHash: data.payloadHash };
    },
    add: async (delivery) => {
      await deliveries.put(rowOf(delivery)).go();
    },
    find: async (webhookId, id) => {
      const { data } = await deliveries.get({ webhookId, id }).go({ consistent: true });
      return data === null ? undefined : deliveryOf(data);
    },
    replace: async (delivery) => {
      const next = { ...delivery, revision: delivery.revision + 1 };
      const free = delivery.status === 'refused' || delivery.status === 'failed';
      const written = committed(
        await createWriteTransaction({ deliveries, claims }, (write) => [
          write.deliveries
            .put(rowOf(next))
            .where(({ revision }, { eq }) => eq(revision, delivery.revision))
            .commit(),
          ...(free ? claimKeysOf(delivery) : []).map(({ webhookId, kind, value }) =>
            write.claims.delete({ webhookId, kind, value }).commit(),
          ),
        ]).go(),
      );
      return written ? next : undefined;
    },
    list: async (webhookId, after, limit) => {
      const start = after === undefined ? null : primary.fromComposite.toCursor({ webhookId, id: after });
      const { data, cursor } = await deliveries.query
        .primary({ webhookId })
        .go({ cursor: start, limit, order: 'desc' });
      return { rows: data.map(deliveryOf), end: cursor === null };
    },
    listDue: async (now, limit) => {
      const { data } = await deliveries.query
        .due({ work: dueDeliveries })
        .between({ dueAt: '' }, { dueAt: now, id: '~' }) // behind every id
        .go({ limit });
      return data.map(deliveryOf);
    },
  };
};
