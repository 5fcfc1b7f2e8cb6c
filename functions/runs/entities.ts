import { CustomAttributeType, Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';
import type { Run } from './run.ts';

const casing = 'none';

/** Nothing is to be done about the row: it stands in no work list. */
export const NO_WORK = 'none';

/**
 * A run: one row. `state` is the run as a whole; the attributes beside it are what indexes and people look for.
 * Ids begin with their time, so every list sorts by id. `work` is the sweeper's list,
 * in which a run stands while it is not final; then the date on which it is looked at for what has expired.
 */
export const makeRunEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'run', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        createdBy: { type: 'string', required: true, field: 'created_by' },
        // Empty: none, and in no such list.
        department: { type: 'string' },
        month: { type: 'string', required: true },
        script: { type: 'string', required: true },
        status: { type: 'string', required: true },
        work: { type: 'string', required: true },
        revision: { type: 'number', required: true },
        state: { type: CustomAttributeType<Run>('any'), required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        byOwner: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['createdBy'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
        byMonth: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['month'], casing },
          sk: { field: 'gsi2sk', composite: ['id'], casing },
        },
        byScript: {
          index: 'gsi3',
          pk: { field: 'gsi3pk', composite: ['script'], casing },
          sk: { field: 'gsi3sk', composite: ['id'], casing },
        },
        byDepartment: {
          index: 'gsi5',
          condition: ({ department }) => department !== undefined && department !== '',
          pk: { field: 'gsi5pk', composite: ['department'], casing },
          sk: { field: 'gsi5sk', composite: ['id'], casing },
        },
        active: {
          index: 'gsi4',
          condition: ({ work }) => work !== NO_WORK,
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** What a run was started with; never changes. `document` is JSON, so that no number passes through DynamoDB's. */
export const makeInputsEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'run_inputs', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        document: { type: 'string', required: true },
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

/** An execution that is to be started: written when the run gets its slot, removed when StartExecution has answered. */
export const makeOutboxEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'run_outbox', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        execution: { type: 'string', required: true },
        since: { type: 'string' },
        work: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        waiting: {
          index: 'gsi4',
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A file that a run uses, or used (`inUse: false`): for as long as the run is kept. */
export const makePinEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'run_file_pin', version: '1', service: tableService },
      attributes: {
        fileId: { type: 'string', required: true, field: 'file_id' },
        runId: { type: 'string', required: true, field: 'run_id' },
        /** Absent: the run is not final. */
        inUse: { type: 'boolean', field: 'in_use' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['fileId'], casing },
          sk: { field: 'sk', composite: ['runId'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Work lists are spread over this many partitions, so that no run's change waits for the others'. */
const WORK_SHARDS = 4;

const shardOf = (id: string): number => id.charCodeAt(id.length - 1) % WORK_SHARDS;

/** The work lists: runs that are not final, and executions to be started. */
export const workList = (list: 'active' | 'outbox', id: string): string => `${list}-${shardOf(id)}`;

export const workLists = (list: 'active' | 'outbox'): readonly string[] =>
  Array.from({ length: WORK_SHARDS }, (_, shard) => `${list}-${shard}`);

/** Final runs that are to be looked at on a date, `2026-11-25`. */
export const expiryList = (date: string): string => `expiry-${date}`;
