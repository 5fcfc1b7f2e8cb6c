import { createConversions, createWriteTransaction } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { type Backfill, backfillRowSchema } from './backfill.ts';
import { makeBackfillEntity } from './entities.ts';
import type { Chunk } from './store.ts';

/** Where backfills are kept. */
export interface BackfillStore {
  find(scheduleId: string, id: string): Promise<Backfill | undefined>;
  /** Writes a new one with the claimed key; false: the key is taken. */
  create(fill: Backfill, claim: IdempotencyClaim | undefined, now: number): Promise<boolean>;
  /** Writes `after` in the place of `before`; false: somebody was quicker. */
  replace(before: Backfill, after: Backfill): Promise<boolean>;
  /** Newest first, after an id. */
  list(scheduleId: string, after: string | undefined, limit: number): Promise<Chunk<Backfill>>;
  /** Those that are not done. */
  listActive(limit: number): Promise<readonly Backfill[]>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const ACTIVE = 'backfills';

const rowOf = (fill: Backfill) => ({
  scheduleId: fill.schedule_id,
  id: fill.id,
  status: fill.status,
  work: ACTIVE,
  revision: fill.revision,
  document: JSON.stringify(fill),
});

const fillOf = ({ document }: { document: string }): Backfill =>
  backfillRowSchema.parse(JSON.parse(document));

/** Backfills in the table. */
export const makeBackfillStore = (table: Table): BackfillStore => {
  const fills = once(() => makeBackfillEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const conversions = once(() => createConversions(fills()).byAccessPattern);
  return {
    find: async (scheduleId, id) => {
      const { data } = await fills().get({ scheduleId, id }).go({ consistent: true });
      return data === null ? undefined : fillOf(data);
    },
    create: async (fill, claim, now) => {
      const { canceled } = await createWriteTransaction({ fills: fills(), keys: keys() }, (write) => [
        write.fills.create(rowOf(fill)).commit(),
        ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
      ]).go();
      return !canceled;
    },
    replace: (before, after) =>
      conditionHeld(() =>
        fills()
          .put(rowOf(after))
          .where(({ revision }, { eq }) => eq(revision, before.revision))
          .go(),
      ),
    list: async (scheduleId, after, limit) => {
      const cursor =
        after === undefined ? null : conversions().primary.fromComposite.toCursor({ scheduleId, id: after });
      const found = await fills()
        .query.primary({ scheduleId })
        .go({ cursor, limit, order: 'desc', consistent: true });
      return { rows: found.data.map(fillOf), end: found.cursor === null };
    },
    listActive: async (limit) => {
      const { data } = await fills().query.active({ work: ACTIVE }).go({ count: limit });
      return data.map(fillOf);
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
  };
};
