/** What the emulator has acknowledged survives `kill -9`: nothing that was accepted is ever lost. */
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { killAndWait, startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

const WRITING_MS = 1200;
const TableName = 'main';
const Bucket = 'objects';
const S = (text: string) => ({ S: text });

let emulator: TestEmulator;
let db: DynamoDBClient;
let s3: S3Client;
let people: CognitoIdentityProviderClient;
let machines: SFNClient;
let UserPoolId = '';
let stateMachineArn = '';

beforeAll(async () => {
  emulator = await startEmulator();
  const config = { ...emulator.config, maxAttempts: 1 };
  db = new DynamoDBClient(config);
  s3 = new S3Client({ ...config, forcePathStyle: true });
  people = new CognitoIdentityProviderClient(config);
  machines = new SFNClient(config);
  const keys = [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ] as const;
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [...keys],
    }),
  );
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  UserPoolId = (await people.send(new CreateUserPoolCommand({ PoolName: 'people' }))).UserPool?.Id ?? '';
  const definition = JSON.stringify({
    StartAt: 'W',
    States: { W: { Type: 'Wait', Seconds: 60, End: true } },
  });
  const machine = new CreateStateMachineCommand({
    name: 'm',
    definition,
    roleArn: 'arn:aws:iam::000000000000:role/r',
  });
  stateMachineArn = (await machines.send(machine)).stateMachineArn ?? '';
});
afterAll(() => emulator?.stop());

/** Writes one after the other until the emulator is gone; answers what was acknowledged. */
const writeUntilGone = async (write: (n: number) => Promise<unknown>): Promise<number[]> => {
  const acknowledged: number[] = [];
  for (let n = 0; ; n += 1) {
    try {
      await write(n);
    } catch {
      return acknowledged;
    }
    acknowledged.push(n);
  }
};

const sortKeys = async (pk: string): Promise<Set<string>> => {
  const found = new Set<string>();
  let ExclusiveStartKey: Record<string, { S: string }> | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': S(pk) },
        ExclusiveStartKey,
      }),
    );
    for (const item of page.Items ?? []) found.add(item.sk?.S ?? '');
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey !== undefined);
  return found;
};

const text = async (Key: string, VersionId?: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();

it('keeps every item, whole transaction, user, version and execution that it acknowledged', async () => {
  const item = (n: number) =>
    new PutItemCommand({ TableName, Item: { pk: S('item'), sk: S(String(n)), text: S('x'.repeat(300)) } });
  const transaction = (n: number) =>
    new TransactWriteItemsCommand({
      TransactItems: [0, 1, 2].map((part) => ({
        Put: { TableName, Item: { pk: S('whole'), sk: S(`${n}-${part}`) } },
      })),
    });
  const object = async (n: number) => {
    await s3.send(new PutObjectCommand({ Bucket, Key: `o/${n}`, Body: 'first' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: `o/${n}`, Body: 'second' }));
  };
  const user = (n: number) =>
    new AdminCreateUserCommand({ UserPoolId, Username: `user-${n}`, MessageAction: 'SUPPRESS' });
  const execution = (n: number) =>
    new StartExecutionCommand({ stateMachineArn, name: `run-${n}`, input: '{}' });

  const written = Promise.all([
    writeUntilGone((n) => db.send(item(n))),
    writeUntilGone((n) => db.send(transaction(n))),
    writeUntilGone(object),
    writeUntilGone((n) => people.send(user(n))),
    writeUntilGone(async (n) => {
      await machines.send(execution(n));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }),
  ]);
  await new Promise((resolve) => setTimeout(resolve, WRITING_MS));
  await killAndWait(
    emulator.emulator,
    async () => (await fetch(`${emulator.access.endpoint}/_ministack/health`)).ok,
  );
  const [items, transactions, objects, users, executions] = await written;
  for (const acknowledged of [items, transactions, objects, users, executions])
    expect(acknowledged.length).toBeGreaterThan(3);

  const kept = await sortKeys('item');
  expect(items.filter((n) => !kept.has(String(n)))).toEqual([]);
  const parts = await sortKeys('whole');
  expect(transactions.filter((n) => ![0, 1, 2].every((part) => parts.has(`${n}-${part}`)))).toEqual([]);
  expect(parts.size % 3).toBe(0); // and none in part, acknowledged or not

  for (const n of objects) {
    expect(await text(`o/${n}`)).toBe('second');
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: `o/${n}` }));
    const older = Versions.find(({ Key, IsLatest }) => Key === `o/${n}` && IsLatest === false);
    expect(await text(`o/${n}`, older?.VersionId)).toBe('first');
  }
  for (const n of users)
    await expect(
      people.send(new AdminGetUserCommand({ UserPoolId, Username: `user-${n}` })),
    ).resolves.toBeDefined();
  for (const n of executions) {
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:run-${n}`;
    const described = await machines.send(new DescribeExecutionCommand({ executionArn }));
    expect([described.status, described.error]).toEqual(['FAILED', 'States.ServiceRestart']);
    await expect(machines.send(execution(n))).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  }
});
