import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import type { InvokeFunction } from '../../functions/platform/function-failed.ts';
import { openS3 } from '../../functions/platform/s3.ts';
import { openTable, type Table, tableShape } from '../../functions/platform/table.ts';
import { startEmulator } from './emulator/start-emulator.ts';

const root = join(import.meta.dirname, '../..');

/** The table and the versioned files bucket on an emulator of their own. */
export interface FilesStage {
  readonly endpoint: string;
  readonly table: Table;
  readonly s3: S3Client;
  readonly bucket: string;
  close(): Promise<void>;
}

const createTable = async (client: DynamoDBClient, TableName: string): Promise<void> => {
  const keys = ['', ...tableShape.indexes].map((prefix) => [`${prefix}pk`, `${prefix}sk`] as const);
  const schemaOf = ([hash, range]: readonly [string, string]) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys
        .flat()
        .map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: schemaOf(['pk', 'sk']),
      GlobalSecondaryIndexes: tableShape.indexes.map((IndexName) => ({
        IndexName,
        KeySchema: schemaOf([`${IndexName}pk`, `${IndexName}sk`]),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
};

/**
 * Starts the emulator and makes table and bucket. The environment gets the emulator's credentials, because the
 * functions' own clients take them from there.
 */
export const openFilesStage = async (): Promise<FilesStage> => {
  const emulator = await startEmulator();
  const { endpoint, secret } = emulator.access;
  const region = 'us-east-1';
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL: endpoint,
  });
  const client = new DynamoDBClient({ endpoint, region });
  const s3 = openS3({ AWS_REGION: region, AWS_ENDPOINT_URL: endpoint });
  const bucket = 'files';
  await createTable(client, 'openscript');
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  return {
    endpoint,
    table: openTable('openscript', client),
    s3,
    bucket,
    close: () => emulator.stop(),
  };
};

const CALL = `
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
answer = importlib.import_module(sys.argv[2]).handler(json.load(sys.stdin), None)
print(json.dumps(answer))
`;

/** Calls a Python handler of `container/` with the very code that its function has, in a process of its own. */
export const invokePython =
  (module: string): InvokeFunction =>
  (_functionName, event) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        join(root, '.venv/bin/python'),
        ['-I', '-c', CALL, join(root, 'container'), module],
        { maxBuffer: 16 * 1024 * 1024 },
        (failed, stdout) => {
          if (failed !== null) reject(failed);
          else resolve(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? 'null'));
        },
      );
      child.stdin?.end(JSON.stringify(event));
    });
