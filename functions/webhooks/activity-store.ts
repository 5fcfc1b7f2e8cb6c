import { conditionHeld } from '../platform/conditional-write.ts';
import { unavailable } from '../platform/errors.ts';
import type { Table } from '../platform/table.ts';
import { type Delivery, deliveryRowSchema } from './delivery.ts';
import { makeActivityEntity, makeBucketEntity } from './entities.ts';
import { bucketAt, type RateLimit, secondsUntilToken } from './rate-limit.ts';

/** What lately happened at a webhook. */
export interface Activity {
  readonly last: Pick<Delivery, 'id' | 'at' | 'status' | 'run_id'> | null;
  readonly rejected: number;
  readonly rejected_at: string | null;
}

export const noActivity: Activity = { last: null, rejected: 0, rejected_at: null };

/** Counts and limits, each changed by one conditional write. */
export interface ActivityStore {
  find(ids: readonly string[]): Promise<ReadonlyMap<string, Activity>>;
  /** Notes the newest delivery; an older one does not take its place. */
  note(delivery: Delivery): Promise<void>;
  /** Counts a request whose signature was not valid. */
  reject(webhookId: string, at: string): Promise<void>;
  /** Takes a token from a bucket; gives 0, or how many seconds to wait when it is empty. */
  take(bucket: string, limit: RateLimit, now: number): Promise<number>;
}

const lastSchema = deliveryRowSchema.pick({ id: true, at: true, status: true, run_id: true });

/** Rounds against others who take from the same bucket at this moment. */
const MAX_ROUNDS = 20;
/** A bucket that is full again is forgotten after an hour, in seconds. */
const FORGET_SECONDS = 3600;

/** Activity in the table. */
export const makeActivityStore = (table: Table): ActivityStore => {
  const activities = makeActivityEntity(table);
  const buckets = makeBucketEntity(table);

  const take = async (id: string, limit: RateLimit, now: number): Promise<number> => {
    const bucket = bucketAt(limit, now);
    const expiresAt = Math.ceil(bucket.latest / 1000) + FORGET_SECONDS;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const started = await conditionHeld(() =>
        buckets
          .patch({ id })
          .add({ fullAt: bucket.cost })
          .set({ expiresAt })
          .where(({ fullAt }, { gt, lte }) => `${gt(fullAt, now)} AND ${lte(fullAt, bucket.latest)}`)
          .go(),
      );
      if (started) return 0;
      const { data } = await buckets.get({ id }).go({ consistent: true });
      if (data?.fullAt !== undefined && data.fullAt > bucket.latest)
        return secondsUntilToken(data.fullAt, bucket);
      const full = await conditionHeld(() =>
        buckets
          .put({ id, fullAt: now + bucket.cost, expiresAt })
          .where(({ fullAt }, { notExists, lte }) => `${notExists(fullAt)} OR ${lte(fullAt, now)}`)
          .go(),
      );
      if (full) return 0;
    }
    throw unavailable(new Error('the bucket is being changed by others'));
  };

  return {
    find: async (ids) => {
      const unique = [...new Set(ids)].map((id) => ({ id }));
      if (unique.length === 0) return new Map();
      const { data, unprocessed } = await activities.get(unique).go();
      if (unprocessed.length > 0) throw unavailable(new Error('some activities were not read'));
      return new Map(
        data.map(({ id, last, rejected, rejectedAt }) => [
          id,
          {
            last: last === undefined ? null : lastSchema.parse(JSON.parse(last)),
            rejected: rejected ?? 0,
            rejected_at: rejectedAt ?? null,
          },
        ]),
      );
    },
    note: async ({ webhook_id, id, at, status, run_id }) => {
      await conditionHeld(() =>
        activities
          .update({ id: webhook_id })
          .set({ lastId: id, last: JSON.stringify({ id, at, status, run_id }) })
          .where(({ lastId }, { notExists, lte }) => `${notExists(lastId)} OR ${lte(lastId, id)}`)
          .go(),
      );
    },
    reject: async (webhookId, at) => {
      await activities.update({ id: webhookId }).add({ rejected: 1 }).set({ rejectedAt: at }).go();
    },
    take,
  };
};
