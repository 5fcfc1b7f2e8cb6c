import { Entity } from 'electrodb';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';

/** Whether the users of before the list of users have been given their places in it: asked once an hour, done once. */
export interface RollMark {
  isDone(): Promise<boolean>;
  setDone(at: string): Promise<void>;
}

const ID = 'users';

const makeRollEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'user_roll', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        doneAt: { type: 'string', required: true, field: 'done_at' },
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

/** The mark in the table. */
export const makeRollMark = (table: Table): RollMark => {
  const roll = once(() => makeRollEntity(table));
  return {
    isDone: async () => (await roll().get({ id: ID }).go({ consistent: true })).data !== null,
    setDone: async (doneAt) => {
      await roll().put({ id: ID, doneAt }).go();
    },
  };
};
