import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export { tableService, tableShape } from './table-shape.ts';

/** What a store needs: the document client and the table's name. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** A request that DynamoDB has not answered by then is given up and sent again, in milliseconds. */
const CONNECTION_TIMEOUT_MS = 1000;
const REQUEST_TIMEOUT_MS = 3000;

const connect = (): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });

/** Opens the table. Undefined values are dropped, as ElectroDB expects. */
export const openTable = (name: string, client: DynamoDBClient = connect()): Table => ({
  client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  name,
});
