import { Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';

/** All departments, and all groups, are below one key each: few, changed seldom, and read consistently as a whole. */
export const TREE = 'departments';
export const SHELF = 'groups';

/** A department. `members` counts users; the row stays while it is not 0. */
export const makeDepartmentEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'department', version: '1', service: tableService },
      attributes: {
        tree: { type: 'string', required: true },
        id: { type: 'string', required: true },
        name: { type: 'string', required: true },
        parent: { type: 'string' },
        ancestors: { type: 'list', items: { type: 'string' }, required: true },
        members: { type: 'number', required: true },
        version: { type: 'number', required: true },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        updatedAt: { type: 'string', required: true, field: 'updated_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['tree'], casing: 'none' },
          sk: { field: 'sk', composite: ['id'], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** The one row that every change of the tree writes: `version` puts them in a row, `moving` names a move under way. */
export const makeTreeEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'department_tree', version: '1', service: tableService },
      attributes: {
        tree: { type: 'string', required: true },
        version: { type: 'number', required: true },
        count: { type: 'number', required: true },
        moving: { type: 'string' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['tree'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A group. `members` counts users; the row stays while it is not 0. */
export const makeGroupEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'group', version: '1', service: tableService },
      attributes: {
        shelf: { type: 'string', required: true },
        id: { type: 'string', required: true },
        name: { type: 'string', required: true },
        key: { type: 'string', required: true },
        description: { type: 'string', required: true },
        members: { type: 'number', required: true },
        version: { type: 'number', required: true },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        updatedAt: { type: 'string', required: true, field: 'updated_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['shelf'], casing: 'none' },
          sk: { field: 'sk', composite: ['id'], casing: 'none' },
        },
        byName: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['shelf'], casing: 'none' },
          sk: { field: 'gsi1sk', composite: ['key'], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A group's name, taken. */
export const makeGroupNameEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'group_name', version: '1', service: tableService },
      attributes: {
        key: { type: 'string', required: true },
        id: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['key'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** That a user is in a department or a group: written with the user's row, for lists of members. */
export const makeMemberEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'member', version: '1', service: tableService },
      attributes: {
        unit: { type: 'string', required: true },
        name: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['unit'], casing: 'none' },
          sk: { field: 'sk', composite: ['name'], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );
