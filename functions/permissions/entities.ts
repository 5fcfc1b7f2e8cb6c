import { Entity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';

const casing = 'none';
const text = { type: 'string', required: true } as const;
const number = { type: 'number', required: true } as const;
const primary = <const Pk extends readonly string[], const Sk extends readonly string[]>(pk: Pk, sk: Sk) =>
  ({
    primary: {
      pk: { field: 'pk', composite: pk, casing },
      sk: { field: 'sk', composite: sk, casing },
    },
  }) as const;

/** The one list of what this installation adds to the policies of the repository. */
export const POLICIES = 'policies';

/** The version pointer: it counts every change of a role or policy, in the transaction of the change. */
export const makeHeadEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'policy_head', version: '1', service: tableService },
      attributes: { list: text, version: number },
      indexes: primary(['list'], []),
    },
    { table: table.name, client: table.client },
  );

/** Rows of the list by their names; `document` is JSON. */
const makeDocumentEntity = (table: Table, entity: string) =>
  new Entity(
    {
      model: { entity, version: '1', service: tableService },
      attributes: { list: text, name: text, document: text },
      indexes: primary(['list'], ['name']),
    },
    { table: table.name, client: table.client },
  );
export type DocumentEntity = ReturnType<typeof makeDocumentEntity>;

export const makeRoleEntity = (table: Table): DocumentEntity => makeDocumentEntity(table, 'custom_role');
/** Policies of this installation. */
export const makePolicyEntity = (table: Table): DocumentEntity => makeDocumentEntity(table, 'custom_policy');
/** Masks of columns. */
export const makeMaskEntity = (table: Table): DocumentEntity => makeDocumentEntity(table, 'column_mask');

const grantAttributes = {
  thingType: { ...text, field: 'thing_type' },
  thingId: { ...text, field: 'thing_id' },
  toType: { ...text, field: 'to_type' },
  toId: { ...text, field: 'to_id' },
  id: text,
  document: text,
  /** Removed by TTL some time after its end; it counts for nothing from its end on. */
  expires_at: { type: 'number' },
} as const;

/** A grant where decisions look: all those of one thing, one for each somebody. */
export const makeGrantEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'grant', version: '1', service: tableService },
      attributes: grantAttributes,
      indexes: primary(['thingType', 'thingId'], ['toType', 'toId']),
    },
    { table: table.name, client: table.client },
  );

/** The same grant where lists look: the things of one type that were shared with somebody, by their ids. */
export const makeShareEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'grant_share', version: '1', service: tableService },
      attributes: grantAttributes,
      indexes: primary(['toType', 'toId', 'thingType'], ['thingId']),
    },
    { table: table.name, client: table.client },
  );

/** Where a grant is found by its id. */
export const makeGrantIdEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'grant_id', version: '1', service: tableService },
      attributes: grantAttributes,
      indexes: primary(['id'], []),
    },
    { table: table.name, client: table.client },
  );
