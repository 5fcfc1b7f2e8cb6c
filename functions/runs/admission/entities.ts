import { CustomAttributeType, Entity } from 'electrodb';
import { type Table, tableService } from '../../platform/table.ts';
import type { Ledger } from './ledger.ts';
import type { QueueEntry } from './queue-entry.ts';

const casing = 'none';

/** The ledger of slots: one row. */
export const makeLedgerEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'admission', version: '1', service: tableService },
      attributes: {
        name: { type: 'string', required: true },
        revision: { type: 'number', required: true },
        state: { type: CustomAttributeType<Ledger>('any'), required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A run that waits for a slot, in its user's line: `rank` is 9 less its priority. */
export const makeQueueEntryEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'queue_entry', version: '1', service: tableService },
      attributes: {
        owner: { type: 'string', required: true },
        rank: { type: 'string', required: true },
        id: { type: 'string', required: true },
        entry: { type: CustomAttributeType<QueueEntry>('any'), required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['owner'], casing },
          sk: { field: 'sk', composite: ['rank', 'id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Somebody may have a line. `token` is new with each write: who removes the row removes only the one it has seen. */
export const makeQueueOwnerEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'queue_owner', version: '1', service: tableService },
      attributes: {
        list: { type: 'string', required: true },
        owner: { type: 'string', required: true },
        token: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['list'], casing },
          sk: { field: 'sk', composite: ['owner'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );
