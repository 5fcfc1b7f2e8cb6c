import { Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';

const casing = 'none';

/** The list of all webhooks, and the list of deliveries with work left. */
export const allWebhooks = 'webhooks';
export const dueDeliveries = 'webhook-deliveries';

/** A webhook: `document` is JSON, so that no number of a parameter passes through DynamoDB's. */
export const makeWebhookEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'webhook', version: '1', service: tableService },
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
        all: {
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

/** Finds a webhook by the hash of the token in its address. */
export const makeTokenEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'webhook_address', version: '1', service: tableService },
      attributes: {
        hash: { type: 'string', required: true },
        webhookId: { type: 'string', required: true, field: 'webhook_id' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['hash'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** What happens at a webhook, beside it: deliveries do not wait for its changes. */
export const makeActivityEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'webhook_activity', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        lastId: { type: 'string', field: 'last_id' },
        last: { type: 'string' },
        rejected: { type: 'number' },
        rejectedAt: { type: 'string', field: 'rejected_at' },
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

/** A token bucket: the moment at which it is full again (see `rate-limit.ts`). */
export const makeBucketEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'webhook_bucket', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        fullAt: { type: 'number', field: 'full_at' },
        expiresAt: { type: 'number', field: 'expires_at' },
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

/** A delivery; `document` is JSON, with its work sealed. */
export const makeDeliveryEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'webhook_delivery', version: '1', service: tableService },
      attributes: {
        webhookId: { type: 'string', required: true, field: 'webhook_id' },
        id: { type: 'string', required: true },
        // Empty: nothing is left to be done.
        dueAt: { type: 'string', required: true, field: 'due_at' },
        work: { type: 'string', required: true },
        revision: { type: 'number', required: true },
        document: { type: 'string', required: true },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['webhookId'], casing },
          sk: { field: 'sk', composite: ['id'], casing },
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

/** What a delivery is known by when it comes again: the sender's name of it, and its very signature. */
export const makeClaimEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'webhook_delivery_claim', version: '1', service: tableService },
      attributes: {
        webhookId: { type: 'string', required: true, field: 'webhook_id' },
        kind: { type: ['delivery', 'signature'] as const, required: true },
        value: { type: 'string', required: true },
        deliveryId: { type: 'string', required: true, field: 'delivery_id' },
        payloadHash: { type: 'string', required: true, field: 'payload_hash' },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['webhookId', 'kind'], casing },
          sk: { field: 'sk', composite: ['value'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );
