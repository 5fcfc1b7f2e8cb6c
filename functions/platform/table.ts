import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { auditRow, makeAuditEntity } from './audit-row.ts';
import { withAuditedSend } from './audited-client.ts';
import { once } from './once.ts';
import type { Table } from './table-shape.ts';

export { type Table, tableService, tableShape } from './table-shape.ts';

/** A request that DynamoDB has not answered by then is given up and sent again, in milliseconds. */
const CONNECTION_TIMEOUT_MS = 1000;
const REQUEST_TIMEOUT_MS = 3000;

const connect = (): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });

/**
 * Opens the table. Undefined values are dropped, as ElectroDB expects. Writes inside `audited` carry their event
 * (audit-context.ts).
 */
export const openTable = (name: string, client: DynamoDBClient = connect()): Table => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table: Table = { client: documents, name };
  const events = once(() => makeAuditEntity(table));
  withAuditedSend(documents, (event) => ({ Put: events().create(auditRow(event)).params() }));
  return table;
};
