import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { isConditionFailure } from '../platform/failures.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { SERIES_MS, type SignInRecord } from './lockout.ts';

/**
 * Counts failed sign-ins per name, whether or not there is such a user. Rows are keyed by a digest of the name: people
 * type passwords into the wrong field.
 */
export interface SignInRecords {
  find(name: string): Promise<SignInRecord | undefined>;
  /** Counts one failure, atomically, and says how it stands now. */
  addFailure(name: string, now: number): Promise<SignInRecord>;
  /** Locks until a time, and starts counting anew. */
  lock(name: string, until: number): Promise<void>;
  /** Forgets the failures of somebody who signed in; false when the name was locked meanwhile. */
  clear(name: string, now: number): Promise<boolean>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'sign_in', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        failures: { type: 'number', required: true, default: 0 },
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
    addFailure: async (name, now) => {
      const { data } = await entity()
        .upsert({ id: idOf(name) })
        .add({ failures: 1 })
        .set({ expiresAt: expiry(now) })
        .go({ response: 'all_new' });
      return { failures: data.failures, lockedUntil: data.lockedUntil };
    },
    lock: async (name, until) => {
      await entity()
        .upsert({ id: idOf(name) })
        .set({ failures: 0, lockedUntil: until, expiresAt: expiry(until) })
        .go();
    },
    clear: async (name, now) => {
      try {
        await entity()
          .delete({ id: idOf(name) })
          .where(
            ({ lockedUntil }, { notExists, lt }) => `${notExists(lockedUntil)} OR ${lt(lockedUntil, now)}`,
          )
          .go();
        return true;
      } catch (thrown) {
        if (isConditionFailure(thrown)) return false;
        throw thrown;
      }
    },
  };
};
