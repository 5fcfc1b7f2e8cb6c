import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { conditionHeld, unlessRefused } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { MAX_FAILURES, SERIES_MS, type SignInRecord } from './lockout.ts';

/**
 * Counts failed sign-ins per name, whether or not there is such a user. Rows are keyed by a digest of the name: people
 * type passwords into the wrong field.
 */
export interface SignInRecords {
  find(name: string): Promise<SignInRecord | undefined>;
  /**
   * Counts one try before it is made, atomically, and says how it stands now; undefined when the name is locked, or
   * when as many tries as lock it are counted already.
   */
  reserve(name: string, now: number): Promise<SignInRecord | undefined>;
  /** Takes one try back, of which nothing can be said; not from a name that is locked. */
  giveBack(name: string): Promise<void>;
  /** Locks until a time, and starts counting anew. */
  lock(name: string, until: number): Promise<void>;
  /** Forgets the failures of somebody who signed in; false when the name was locked meanwhile. */
  clear(name: string, now: number): Promise<boolean>;
  /** Forgets failures and lock, whatever they are: an administrator says so. */
  unlock(name: string): Promise<void>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'sign_in', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        failures: { type: 'number', required: true, default: 0 },
        triedAt: { type: 'number', field: 'tried_at' },
        lockedUntil: { type: 'number', field: 'locked_until' },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');
const expiry = (now: number): number => Math.ceil((now + SERIES_MS) / 1000);

/** Sign-in records in the table. */
export const makeSignInRecords = (table: Table): SignInRecords => {
  const entity = once(() => entityOf(table));
  return {
    find: async (name) =>
      (
        await entity()
          .get({ id: idOf(name) })
          .go({ consistent: true })
      ).data ?? undefined,
    reserve: async (name, now) => {
      return unlessRefused(async () => {
        const { data } = await entity()
          .upsert({ id: idOf(name) })
          .add({ failures: 1 })
          .set({ triedAt: now, expiresAt: expiry(now) })
          .where(
            ({ failures, lockedUntil }, { notExists, lt, lte }) =>
              `(${notExists(failures)} OR ${lt(failures, MAX_FAILURES)}) AND (${notExists(lockedUntil)} OR ${lte(lockedUntil, now)})`,
          )
          .go({ response: 'all_new' });
        return { failures: data.failures, triedAt: data.triedAt, lockedUntil: data.lockedUntil };
      });
    },
    giveBack: async (name) => {
      await conditionHeld(() =>
        entity()
          .patch({ id: idOf(name) })
          .subtract({ failures: 1 })
          .where(({ failures }, { gt }) => gt(failures, 0))
          .go(),
      );
    },
    lock: async (name, until) => {
      await entity()
        .upsert({ id: idOf(name) })
        .set({ failures: 0, lockedUntil: until, expiresAt: expiry(until) })
        .go();
    },
    clear: async (name, now) => {
      return conditionHeld(() =>
        entity()
          .delete({ id: idOf(name) })
          .where(
            ({ lockedUntil }, { notExists, lte }) => `${notExists(lockedUntil)} OR ${lte(lockedUntil, now)}`,
          )
          .go(),
      );
    },
    unlock: async (name) => {
      await entity()
        .delete({ id: idOf(name) })
        .go();
    },
  };
};
