import { Entity } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';

/** The first administrator's set-up: claimed while it goes on, done for ever after. */
export interface Setup {
  readonly status: 'claimed' | 'done';
  readonly attempt: string;
  /** The administrator's normalized name. */
  readonly name: string;
  readonly claimedAt: string;
}

/** The one row that makes the first administrator's set-up happen once. */
export interface SetupRow {
  find(): Promise<Setup | undefined>;
  /** Claims the set-up when nobody has, or takes over the abandoned attempt `over`; false otherwise. */
  claim(setup: Omit<Setup, 'status'>, over?: string): Promise<boolean>;
  /** Closes the set-up for ever. */
  complete(attempt: string): Promise<void>;
  /** Opens it again after an attempt that failed. */
  release(attempt: string): Promise<void>;
}

const ID = 'first_administrator';

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'setup', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        status: { type: ['claimed', 'done'] as const, required: true },
        attempt: { type: 'string', required: true },
        name: { type: 'string', required: true },
        claimedAt: { type: 'string', required: true, field: 'claimed_at' },
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

/** The set-up row in the table. */
export const makeSetupRow = (table: Table): SetupRow => {
  const entity = once(() => entityOf(table));
  return {
    find: async () => (await entity().get({ id: ID }).go({ consistent: true })).data ?? undefined,
    claim: async (setup, over) => {
      return conditionHeld(() =>
        entity()
          .put({ id: ID, status: 'claimed', ...setup })
          .where(({ id, status, attempt }, { notExists, eq }) =>
            over === undefined
              ? notExists(id)
              : `${notExists(id)} OR (${eq(status, 'claimed')} AND ${eq(attempt, over)})`,
          )
          .go(),
      );
    },
    complete: async (attempt) => {
      await entity()
        .patch({ id: ID })
        .set({ status: 'done' })
        .where((row, { eq }) => eq(row.attempt, attempt))
        .go();
    },
    release: async (attempt) => {
      await conditionHeld(() =>
        entity()
          .delete({ id: ID })
          .where((row, { eq }) => `${eq(row.attempt, attempt)} AND ${eq(row.status, 'claimed')}`)
          .go(),
      );
    },
  };
};
