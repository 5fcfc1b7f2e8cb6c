/** Queues and schedules on the emulator: partial batches, dead letters, delay, a limit that is a parameter, the second. */
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLogGroup } from './emulator/read-log.ts';
import { eventually, startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

/** Says what it got and when; does not work on `bad`. */
const handler = `
exports.handler = async (event) => {
  const records = event.Records ?? [{ body: JSON.stringify(event), messageId: '' }];
  for (const { body } of records) console.log('GOT ' + Date.now() + ' ' + body);
  return { batchItemFailures: records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string) => ({ Ref: id });
/** How far ahead schedules are made, in seconds: the stack is deployed by then. */
const AHEAD_SECONDS = [6, 9, 12];

const atSecond = (at: number) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: `at(${new Date(at).toISOString().slice(0, 19)})`,
    Target: { Arn: arn('Function'), RoleArn: arn('Role'), Input: JSON.stringify({ due: at }) },
  },
});

const templateOf = (dues: readonly number[]) => ({
  Parameters: { AtATime: { Type: 'Number', Default: 2 } },
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
    },
    DeadLetters: { Type: 'AWS::SQS::Queue' },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 1,
        RedrivePolicy: { deadLetterTargetArn: arn('DeadLetters'), maxReceiveCount: 2 },
      },
    },
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
        FunctionName: ref('Function'),
        EventSourceArn: arn('Queue'),
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: ref('AtATime') }, // arrives as text
      },
    },
    ...Object.fromEntries(dues.map((due, index) => [`At${index}`, atSecond(due)])),
  },
  Outputs: Object.fromEntries(['Function', 'Queue', 'DeadLetters'].map((id) => [id, { Value: ref(id) }])),
});

let emulator: TestEmulator;
let names: Readonly<Record<string, string>>;
let queues: SQSClient;
let dues: number[];

beforeAll(async () => {
  emulator = await startEmulator();
  queues = new SQSClient(emulator.config);
  const second = Math.ceil(Date.now() / 1000) * 1000;
  dues = AHEAD_SECONDS.map((ahead) => second + ahead * 1000);
  const stacks = new CloudFormationClient(emulator.config);
  await stacks.send(
    new CreateStackCommand({ StackName: 'queues', TemplateBody: JSON.stringify(templateOf(dues)) }),
  );
  names = await eventually(async () => {
    const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'queues' }));
    const stack = Stacks?.[0];
    if (stack?.StackStatus !== 'CREATE_COMPLETE') return undefined;
    return Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  });
});
afterAll(() => emulator?.stop());

/** What the function got, and when, in the order of its log. */
const got = async (): Promise<{ at: number; body: string }[]> => {
  const messages = await readLogGroup(emulator, `/aws/lambda/${names.Function}`);
  return messages.flatMap((message) => {
    const [, at, body] = /GOT (\d+) (.*)/.exec(message) ?? [];
    return at === undefined ? [] : [{ at: Number(at), body: body ?? '' }];
  });
};
const timesOf = async (body: string) => (await got()).filter((one) => one.body === body).length;

describe('a function that works on a queue', () => {
  it('gives back what it did not work on, which goes to the dead letters at last, and nothing else', async () => {
    const bodies = ['one', 'bad', 'two'];
    await queues.send(
      new SendMessageBatchCommand({
        QueueUrl: names.Queue,
        Entries: bodies.map((MessageBody, n) => ({ Id: String(n), MessageBody })),
      }),
    );
    const dead = await eventually(async () => {
      const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl: names.DeadLetters }));
      return Messages?.[0]?.Body;
    }, 30);
    expect(dead).toBe('bad');
    expect(await Promise.all(bodies.map(timesOf))).toEqual([1, 2, 1]);
  });

  it('gets a message not before its delay', async () => {
    const sent = Date.now();
    await queues.send(
      new SendMessageCommand({ QueueUrl: names.Queue, MessageBody: 'later', DelaySeconds: 2 }),
    );
    const { at } = await eventually(async () => (await got()).find(({ body }) => body === 'later'), 30);
    expect(at - sent).toBeGreaterThanOrEqual(2000);
  });
});

it('a schedule fires at its second: MiniStack itself looks every ten', async () => {
  const fired = await eventually(async () => {
    const times = (await got()).flatMap(({ at, body }) => {
      const due = /^\{"due":(\d+)\}$/.exec(body)?.[1];
      return due === undefined ? [] : [at - Number(due)];
    });
    return times.length >= dues.length ? times : undefined;
  }, 40);
  expect(fired).toHaveLength(dues.length);
  for (const late of fired) {
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(3000);
  }
});
