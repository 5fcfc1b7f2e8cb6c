/** DynamoDB on the emulator: what the single table relies on. */
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

const TableName = 'main';
const S = (text: string) => ({ S: text });

let emulator: TestEmulator;
let db: DynamoDBClient;

beforeAll(async () => {
  emulator = await startEmulator();
  db = new DynamoDBClient(emulator.config);
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi1',
          KeySchema: [
            { AttributeName: 'gsi1pk', KeyType: 'HASH' },
            { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
});
afterAll(() => emulator?.stop());

const get = async (pk: string, sk: string) =>
  (await db.send(new GetItemCommand({ TableName, Key: { pk: S(pk), sk: S(sk) } }))).Item;

describe('a transaction', () => {
  const once = (pk: string, token?: string) =>
    db.send(
      new TransactWriteItemsCommand({
        ...(token === undefined ? {} : { ClientRequestToken: token }),
        TransactItems: [
          {
            Put: {
              TableName,
              Item: { pk: S(pk), sk: S('run') },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          { Put: { TableName, Item: { pk: S(`${pk}-outbox`), sk: S('row') } } },
        ],
      }),
    );

  it('is applied whole, and refused whole with the reason of each part', async () => {
    await once('t1');
    await db.send(new PutItemCommand({ TableName, Item: { pk: S('t2'), sk: S('run') } }));
    await expect(once('t2')).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
    });
    expect(await get('t1-outbox', 'row')).toBeDefined();
    expect(await get('t2-outbox', 'row')).toBeUndefined();
  });

  it('is applied once for one token', async () => {
    await once('t3', 'same');
    await expect(once('t3', 'same')).resolves.toBeDefined();
  });
});

describe('an item', () => {
  it('changes only while its condition holds, and shows the one that was there', async () => {
    await db.send(new PutItemCommand({ TableName, Item: { pk: S('i'), sk: S('1'), state: S('final') } }));
    const move = new UpdateItemCommand({
      TableName,
      Key: { pk: S('i'), sk: S('1') },
      UpdateExpression: 'SET #state = :next',
      ConditionExpression: '#state = :before',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':next': S('queued'), ':before': S('starting') },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(db.send(move)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { state: { S: 'final' } },
    });
  });

  it('may be at most 400 KB', async () => {
    const tooLarge = new PutItemCommand({
      TableName,
      Item: { pk: S('i'), sk: S('2'), text: S('x'.repeat(410_000)) },
    });
    await expect(db.send(tooLarge)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('an index', () => {
  it('is paged without losing or repeating items of one sort key', async () => {
    for (let n = 0; n < 5; n += 1)
      await db.send(
        new PutItemCommand({
          TableName,
          Item: { pk: S('p'), sk: S(String(n)), gsi1pk: S('g'), gsi1sk: S('same') },
        }),
      );
    const seen: (string | undefined)[] = [];
    let ExclusiveStartKey: Record<string, { S: string }> | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :g',
          ExpressionAttributeValues: { ':g': S('g') },
          Limit: 2,
          ExclusiveStartKey,
        }),
      );
      seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S));
      ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
    } while (ExclusiveStartKey !== undefined);
    expect(seen.sort()).toEqual(['0', '1', '2', '3', '4']);
  });
});
