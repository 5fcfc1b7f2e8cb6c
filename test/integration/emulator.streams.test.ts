/** A table's stream on the emulator: filter, order, failures of single records, and what a killed emulator owed. */
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLogGroup } from './emulator/read-log.ts';
import { eventually, killAndWait, startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

/** Tells what it hears; does not work on `bad`, and fails altogether at `worse`. */
const handler = `
exports.handler = async ({ Records }) => {
  for (const { dynamodb } of Records) {
    const name = dynamodb.NewImage.name.S;
    if (name === 'worse') throw new Error('worse');
    if (name === 'bad') return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    console.log('HEARD ' + name + ' ' + (dynamodb.OldImage ? dynamodb.OldImage.name.S : '-'));
  }
  return { batchItemFailures: [] };
};`;

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
const template = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'main',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [key('pk', 'HASH')],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Queue: { Type: 'AWS::SQS::Queue' },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: arn('Role'),
        Timeout: 5,
        Code: { ZipFile: handler },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Function' },
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: arn('Queue') } },
        FilterCriteria: {
          Filters: [
            { Pattern: '{"eventName":["INSERT","MODIFY"],"dynamodb":{"NewImage":{"kind":{"S":["run"]}}}}' },
          ],
        },
      },
    },
  },
  Outputs: { Function: { Value: { Ref: 'Function' } }, Queue: { Value: { Ref: 'Queue' } } },
};

let emulator: TestEmulator;
let db: DynamoDBClient;
const outputs = new Map<string, string>();

const put = (pk: string, name: string, kind = 'run') =>
  db.send(
    new PutItemCommand({ TableName: 'main', Item: { pk: { S: pk }, name: { S: name }, kind: { S: kind } } }),
  );
const heard = async () =>
  (await readLogGroup(emulator, `/aws/lambda/${outputs.get('Function')}`)).filter((line) =>
    line.startsWith('HEARD'),
  );
const hear = (line: string) =>
  eventually(async () =>
    (await heard()).some((each) => each.startsWith(`HEARD ${line}`)) ? true : undefined,
  );

beforeAll(async () => {
  emulator = await startEmulator();
  db = new DynamoDBClient({ ...emulator.config, maxAttempts: 1 });
  const stacks = new CloudFormationClient(emulator.config);
  await stacks.send(new CreateStackCommand({ StackName: 'probe', TemplateBody: JSON.stringify(template) }));
  const [stack] = await eventually(async () => {
    const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: 'probe' }));
    return Stacks[0]?.StackStatus === 'CREATE_COMPLETE' ? Stacks : undefined;
  });
  await fetch(`${emulator.access.endpoint}/_openscript/save`, { method: 'POST' }); // as the deployment does
  for (const { OutputKey = '', OutputValue = '' } of stack?.Outputs ?? [])
    outputs.set(OutputKey, OutputValue);
});
afterAll(() => emulator?.stop());

it('brings changes of the rows that the filter names, in their order, with what was before', async () => {
  await put('other', 'not for us', 'session');
  for (const name of ['one', 'two', 'three']) await put('a', name);
  await db.send(
    new TransactWriteItemsCommand({
      TransactItems: ['four', 'five'].map((name) => ({
        Put: { TableName: 'main', Item: { pk: { S: name }, name: { S: name }, kind: { S: 'run' } } },
      })),
    }),
  );
  await hear('five');
  expect(await heard()).toEqual([
    'HEARD one -',
    'HEARD two one',
    'HEARD three two',
    'HEARD four -',
    'HEARD five -',
  ]);
});

it.each(['bad', 'worse'])('gives up a record that is %s, alone, and tells where it was', async (fault) => {
  for (const name of [`before ${fault}`, fault, `after ${fault}`]) await put(name, name);
  await hear(`after ${fault}`);
  expect((await heard()).filter((line) => line.startsWith(`HEARD before ${fault}`))).not.toEqual([]);
  const queue = new SQSClient(emulator.config);
  const { Messages = [] } = await queue.send(
    new ReceiveMessageCommand({ QueueUrl: outputs.get('Queue') ?? '', WaitTimeSeconds: 5 }),
  );
  expect(Messages).toHaveLength(1);
  const told = JSON.parse(Messages[0]?.Body ?? '{}');
  expect(told).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
});

it('still brings what it owed when it was killed', async () => {
  const lambda = new LambdaClient(emulator.config);
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  const enable = (Enabled: boolean) =>
    lambda.send(new UpdateEventSourceMappingCommand({ UUID: EventSourceMappings[0]?.UUID ?? '', Enabled }));
  await enable(false);
  await put('owed', 'owed');
  await killAndWait(emulator.emulator, async () => {
    await put('later', 'later');
    return true;
  });
  await enable(true);
  await hear('later');
  expect((await heard()).filter((line) => /owed|later/.test(line))).toEqual([
    'HEARD owed -',
    'HEARD later -',
  ]);
});
