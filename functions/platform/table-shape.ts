import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The one table (single-table design by ElectroDB). Keys `pk`/`sk`; five sparse indexes `gsi1`…`gsi5` with keys
 * `gsiNpk`/`gsiNsk`, all projected whole. TTL attribute: `expires_at` in seconds since 1970.
 */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: ['gsi1', 'gsi2', 'gsi3', 'gsi4', 'gsi5'],
  ttl: 'expires_at',
} as const;

/** ElectroDB's service name: the prefix of every key. */
export const tableService = 'openscript';

/** What a store needs: the document client and the table's name. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}
