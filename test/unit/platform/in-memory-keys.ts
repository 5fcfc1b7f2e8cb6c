import { conflict } from '../../../functions/platform/errors.ts';
import {
  IDEMPOTENCY_SECONDS,
  type IdempotencyClaim,
  type IdempotencyKey,
} from '../../../functions/platform/idempotency.ts';
import { text } from '../../../functions/platform/text.ts';

/** Idempotency keys in memory, as a store's transaction claims them. */
export const inMemoryKeys = () => {
  const rows = new Map<string, { hash: string; subject: string; until: number }>();
  const live = (id: string, now: number) => {
    const row = rows.get(id);
    return row === undefined || row.until <= now ? undefined : row;
  };
  return {
    isFree: (claim: IdempotencyClaim | undefined, now: number): boolean =>
      claim === undefined || live(claim.key.id, now) === undefined,
    claim: (claim: IdempotencyClaim | undefined, now: number): void => {
      if (claim === undefined) return;
      const { key, subject } = claim;
      rows.set(key.id, { hash: key.requestHash, subject, until: now + IDEMPOTENCY_SECONDS * 1000 });
    },
    findEarlier: async (key: IdempotencyKey | undefined, now: number): Promise<string | undefined> => {
      const row = key === undefined ? undefined : live(key.id, now);
      if (row !== undefined && row.hash !== key?.requestHash)
        throw conflict(text('used for another request', '已用于另一个请求'));
      return row?.subject;
    },
  };
};
