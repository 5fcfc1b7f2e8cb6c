import { Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';
import { openStatuses } from './contract.ts';

// Keys hold names, hashes and ids as they are written. Documents are JSON: no number passes through DynamoDB's.
const casing = 'none';

/** The one list of all drop folders: they are few. */
export const everyFolder = 'drop-folders';

/** A drop folder. Ids begin with their time, so every list sorts by id. */
export const makeFolderEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_folder', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        owner: { type: 'string', required: true },
        // Empty: none, and in no such list.
        department: { type: 'string' },
        list: { type: 'string', required: true },
        version: { type: 'number', required: true },
        document: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        byOwner: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['owner'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
        everybody: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['list'], casing },
          sk: { field: 'gsi2sk', composite: ['id'], casing },
        },
        byDepartment: {
          index: 'gsi5',
          condition: ({ department }) => department !== undefined && department !== '',
          pk: { field: 'gsi5pk', composite: ['department'], casing },
          sk: { field: 'gsi5sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Whose a name is: names are unique, because they are part of object keys. */
export const makeNameEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_folder_name', version: '1', service: tableService },
      attributes: { name: { type: 'string', required: true }, id: { type: 'string', required: true } },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A set. `dueAt` (empty: never) is the sweeper's list. */
export const makeSetEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_set', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        folderId: { type: 'string', required: true, field: 'folder_id' },
        status: { type: 'string', required: true },
        dueAt: { type: 'string', required: true, field: 'due_at' },
        work: { type: 'string', required: true },
        revision: { type: 'number', required: true },
        document: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        byFolder: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['folderId'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
        open: {
          index: 'gsi2',
          condition: ({ status }) => openStatuses.some((open) => open === status),
          pk: { field: 'gsi2pk', composite: ['folderId'], casing },
          sk: { field: 'gsi2sk', composite: ['id'], casing },
        },
        due: {
          index: 'gsi4',
          condition: ({ dueAt }) => dueAt !== '',
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['dueAt', 'id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** The sweeper's list of sets. */
export const setsToSweep = 'drop-sets-to-sweep';

/** The open set of a key in a folder: at most one. */
export const makeOpenEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_open', version: '1', service: tableService },
      attributes: {
        folderId: { type: 'string', required: true, field: 'folder_id' },
        keyHash: { type: 'string', required: true, field: 'key_hash' },
        setId: { type: 'string', required: true, field: 'set_id' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['folderId'], casing },
          sk: { field: 'sk', composite: ['keyHash'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A version of an object that has been taken in: once, whatever is delivered. `subject`: the set or stray it became. */
export const makeArrivalEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_arrival', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        subject: { type: 'string', required: true },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A file that belongs to no set. */
export const makeStrayEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_stray', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        folderId: { type: 'string', required: true, field: 'folder_id' },
        document: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        byFolder: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['folderId'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** The set that ran, or is to run, a content of a folder. */
export const makeContentEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'drop_content', version: '1', service: tableService },
      attributes: {
        folderId: { type: 'string', required: true, field: 'folder_id' },
        hash: { type: 'string', required: true },
        setId: { type: 'string', required: true, field: 'set_id' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['folderId'], casing },
          sk: { field: 'sk', composite: ['hash'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );
