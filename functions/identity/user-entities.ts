import { Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';

/** All users are listed below this one key, by name. */
export const EVERYONE = 'users';

/** A user's row, keyed by the normalized name. */
export const makeUserEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'user', version: '1', service: tableService },
      attributes: {
        name: { type: 'string', required: true },
        username: { type: 'string', required: true },
        displayName: { type: 'string', field: 'display_name' },
        email: { type: 'string' },
        status: { type: ['creating', 'active', 'disabled'] as const, required: true },
        attempt: { type: 'string' },
        id: { type: 'string' },
        roles: { type: 'list', items: { type: 'string' } },
        department: { type: 'string' },
        groups: { type: 'list', items: { type: 'string' } },
        invitation: { type: 'string' },
        invitedUntil: { type: 'string', field: 'invited_until' },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        version: { type: 'number' },
        listed: { type: 'string' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
        everyone: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['listed'], casing: 'none' },
          sk: { field: 'gsi1sk', composite: ['name'], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** From a user's id to the name: written with the user, never changed. */
export const makeUserIdEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'user_id', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        name: { type: 'string', required: true },
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

/** The key of the one row that names the administrators. */
export const ADMINISTRATORS = 'administrators';

/**
 * The names of all active administrators in one row: whoever takes the role from one writes it in the same transaction,
 * on condition that another one is left.
 */
export const makeAdministratorsEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'administrators', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        names: { type: 'set', items: 'string' },
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
