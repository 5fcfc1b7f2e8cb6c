import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { clientConfig } from '../../../local/platform/aws.ts';

/** Everything that is in the table, by key, as text. */
export type TableDump = ReadonlyMap<string, string>;

/** Reads the whole table past the platform, from the emulator's DynamoDB. */
export const dumpTable = async (): Promise<TableDump> => {
  const { access, outputs } = inject('platform');
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig(access)));
  const rows = new Map<string, string>();
  for await (const page of paginateScan({ client }, { TableName: outputs.TableName, ConsistentRead: true }))
    for (const row of page.Items ?? []) rows.set(`${row.pk} ${row.sk}`, JSON.stringify(row));
  return rows;
};

/** Whether a row is an audit event that says that something was refused: what a request may leave that changes nothing. */
const isRefusal = (row: string | undefined): boolean => {
  if (row === undefined) return false;
  const { __edb_e__: entity, document } = JSON.parse(row) as Record<string, string>;
  return entity === 'audit_event' && JSON.parse(document ?? '{}').outcome === 'refused';
};

/** The rows that came, went or changed, with what they are now; events of refusals that came are left out. */
export const changesOf = (before: TableDump, after: TableDump): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .filter((key) => before.has(key) || !isRefusal(after.get(key)))
    .map((key) => `${key}: ${after.get(key) ?? 'gone'}`);
