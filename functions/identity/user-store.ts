import { Entity } from 'electrodb';
import { isConditionFailure } from '../platform/failures.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import type { User } from './user.ts';

/** A registration that was not finished after this time was cut off and may be taken over, in milliseconds. */
export const ABANDONED_AFTER_MS = 60_000;

/** A name that is taken but whose user is not complete yet. */
export interface Reservation {
  readonly name: string;
  readonly username: string;
  readonly email: string | null;
  /** Names this attempt, so that one that was taken over cannot finish. */
  readonly attempt: string;
  readonly createdAt: string;
}

export type UserRow =
  | ({ readonly status: 'active' } & User)
  | ({ readonly status: 'creating' } & Reservation);

/** Where users are kept. Reads are strongly consistent. */
export interface Users {
  find(name: string): Promise<UserRow | undefined>;
  /** Takes a name that is free, or was left by the abandoned attempt `over`; false when somebody else has it. */
  reserve(reservation: Reservation, over?: string): Promise<boolean>;
  /** Completes this attempt; false when it was taken over. */
  activate(name: string, attempt: string, id: string): Promise<boolean>;
  /** Gives a name back that this attempt has reserved and not completed. */
  release(name: string, attempt: string): Promise<void>;
  /** Writes a user whom the pool knows and the table does not; one that is there stays as it is. */
  adopt(user: User): Promise<void>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'user', version: '1', service: tableService },
      attributes: {
        name: { type: 'string', required: true },
        username: { type: 'string', required: true },
        email: { type: 'string' },
        status: { type: ['creating', 'active'] as const, required: true },
        attempt: { type: 'string' },
        id: { type: 'string' },
        createdAt: { type: 'string', required: true, field: 'created_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Runs a conditional write; false when its condition did not hold. */
const held = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (thrown: unknown) => {
      if (isConditionFailure(thrown)) return false;
      throw thrown;
    },
  );

/** Users in the table. */
export const makeUsers = (table: Table): Users => {
  const entity = once(() => entityOf(table));
  return {
    find: async (name) => {
      const { data } = await entity().get({ name }).go({ consistent: true });
      if (data === null) return undefined;
      const common = { name, username: data.username, email: data.email ?? null, createdAt: data.createdAt };
      return data.status === 'active' && data.id !== undefined
        ? { status: 'active', id: data.id, ...common }
        : { status: 'creating', attempt: data.attempt ?? '', ...common };
    },
    reserve: ({ email, ...reservation }, over) =>
      held(
        entity()
          .put({ ...reservation, status: 'creating', ...(email === null ? {} : { email }) })
          .where(({ name, status, attempt }, { notExists, eq }) =>
            over === undefined
              ? notExists(name)
              : `${notExists(name)} OR (${eq(status, 'creating')} AND ${eq(attempt, over)})`,
          )
          .go(),
      ),
    activate: (name, attempt, id) =>
      held(
        entity()
          .patch({ name })
          .set({ status: 'active', id })
          .where((row, { eq }) => eq(row.attempt, attempt))
          .go(),
      ),
    release: async (name, attempt) => {
      await held(
        entity()
          .delete({ name })
          .where((row, { eq }) => `${eq(row.attempt, attempt)} AND ${eq(row.status, 'creating')}`)
          .go(),
      );
    },
    adopt: async ({ email, ...user }) => {
      await held(
        entity()
          .create({ ...user, status: 'active', ...(email === null ? {} : { email }) })
          .go(),
      );
    },
  };
};
