import { Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';

const casing = 'none';
const primary = <const Pk extends readonly string[], const Sk extends readonly string[]>(pk: Pk, sk: Sk) =>
  ({
    pk: { field: 'pk', composite: pk, casing },
    sk: { field: 'sk', composite: sk, casing },
  }) as const;
const text = { type: 'string', required: true } as const;
const number = { type: 'number', required: true } as const;

/**
 * A schedule: one row. `document` is the schedule as JSON, so that neither numbers nor the order of keys pass through
 * DynamoDB's; beside it is what indexes look for. `due` is the heartbeat's list, in which it stands while it runs.
 */
export const makeScheduleEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'schedule', version: '1', service: tableService },
      attributes: {
        id: text,
        owner: text,
        // Empty: none, and in no such list.
        department: { type: 'string' },
        everybody: text,
        script: text,
        work: text,
        nextDue: { ...text, field: 'next_due' },
        revision: number,
        document: text,
      },
      indexes: {
        primary: primary(['id'], []),
        byOwner: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['owner'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
        // Seldom written but for its next tick: one partition of the list for everybody.
        everybody: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['everybody'], casing },
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
        due: {
          index: 'gsi4',
          condition: ({ nextDue }) => nextDue !== '',
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['nextDue', 'id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A name that is taken. */
export const makeNameEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'schedule_name', version: '1', service: tableService },
      attributes: { name: text, id: text },
      indexes: { primary: primary(['name'], []) },
    },
    { table: table.name, client: table.client },
  );

/** Which schedules follow a calendar: what may not be deleted under them, and who is planned anew when it changes. */
export const makeCalendarUseEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'schedule_calendar_use', version: '1', service: tableService },
      attributes: { calendar: text, id: text },
      indexes: { primary: primary(['calendar'], ['id']) },
    },
    { table: table.name, client: table.client },
  );

export const makeCalendarEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'calendar', version: '1', service: tableService },
      attributes: { name: text, everybody: text, version: number, document: text },
      indexes: {
        primary: primary(['name'], []),
        everybody: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['everybody'], casing },
          sk: { field: 'gsi2sk', composite: ['name'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/**
 * A tick: a row of the ledger, unique by schedule, due time and slot. `board`: what did not run, by owner, department, schedule and month;
 * `due`: the heartbeat's list, in which it stands until it is settled.
 */
export const makeTickEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'tick', version: '1', service: tableService },
      attributes: {
        scheduleId: { ...text, field: 'schedule_id' },
        dueAt: { ...text, field: 'due_at' },
        slot: text,
        status: text,
        plan: number,
        month: text,
        owner: text,
        // Absent in rows from before ticks had departments; empty: none.
        department: { type: 'string' },
        board: { type: 'boolean', required: true },
        work: text,
        lookAt: { ...text, field: 'look_at' },
        revision: number,
        document: text,
        expires_at: number,
      },
      indexes: {
        primary: primary(['scheduleId'], ['dueAt', 'slot']),
        ownBoard: {
          index: 'gsi1',
          condition: ({ board }) => board === true,
          pk: { field: 'gsi1pk', composite: ['owner', 'status'], casing },
          sk: { field: 'gsi1sk', composite: ['dueAt', 'scheduleId'], casing },
        },
        scheduleBoard: {
          index: 'gsi3',
          condition: ({ board }) => board === true,
          pk: { field: 'gsi3pk', composite: ['scheduleId', 'status'], casing },
          sk: { field: 'gsi3sk', composite: ['dueAt'], casing },
        },
        departmentBoard: {
          index: 'gsi5',
          condition: ({ board, department }) =>
            board === true && department !== undefined && department !== '',
          pk: { field: 'gsi5pk', composite: ['department', 'status'], casing },
          sk: { field: 'gsi5sk', composite: ['dueAt', 'scheduleId'], casing },
        },
        board: {
          index: 'gsi2',
          condition: ({ board }) => board === true,
          pk: { field: 'gsi2pk', composite: ['status', 'month'], casing },
          sk: { field: 'gsi2sk', composite: ['dueAt', 'scheduleId'], casing },
        },
        due: {
          index: 'gsi4',
          condition: ({ lookAt }) => lookAt !== '',
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['lookAt', 'scheduleId', 'dueAt', 'slot'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A backfill; in the list `active` until it is done. */
export const makeBackfillEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'backfill', version: '1', service: tableService },
      attributes: {
        scheduleId: { ...text, field: 'schedule_id' },
        id: text,
        status: text,
        work: text,
        revision: number,
        document: text,
      },
      indexes: {
        primary: primary(['scheduleId'], ['id']),
        active: {
          index: 'gsi4',
          condition: ({ status }) => status === 'running',
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );
