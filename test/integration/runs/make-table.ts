import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table, tableShape } from '../../../functions/platform/table.ts';
import type { TestEmulator } from '../emulator/start-emulator.ts';

/** Makes the one table as its stack does. */
export const makeTable = async ({ config }: TestEmulator): Promise<Table> => {
  const client = new DynamoDBClient(config);
  const prefixes = ['', ...tableShape.indexes];
  const keysOf = (prefix: string) => [
    { AttributeName: `${prefix}pk`, KeyType: 'HASH' as const },
    { AttributeName: `${prefix}sk`, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: 'openscript',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: prefixes.flatMap((prefix) =>
        keysOf(prefix).map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const })),
      ),
      KeySchema: keysOf(''),
      GlobalSecondaryIndexes: tableShape.indexes.map((IndexName) => ({
        IndexName,
        KeySchema: keysOf(IndexName),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
  return openTable('openscript', client);
};
