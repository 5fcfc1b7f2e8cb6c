/** What the platform says on its bus, as another system hears it: a rule, a queue, and the messages in it. */
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type DomainEventType, domainEventEnvelope } from '../../events/domain/domain-event.ts';
import { clientConfig } from '../../local/platform/aws.ts';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url, access } = inject('platform');
const bus = new EventBridgeClient(clientConfig(access));
const queues = new SQSClient(clientConfig(access));
const name = freshName('heard');
const place = { EventBusName: 'openscript' };
let QueueUrl = '';
let author: Client;

beforeAll(async () => {
  author = await newUser(url, 'author');
  const made = await queues.send(new CreateQueueCommand({ QueueName: name }));
  QueueUrl = made.QueueUrl ?? '';
  const { Attributes } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const pattern = { source: ['openscript'], 'detail-type': [{ prefix: 'run.' }] };
  await bus.send(new PutRuleCommand({ ...place, Name: name, EventPattern: JSON.stringify(pattern) }));
  await bus.send(
    new PutTargetsCommand({ ...place, Rule: name, Targets: [{ Id: 'queue', Arn: Attributes?.QueueArn }] }),
  );
});
afterAll(async () => {
  await bus.send(new RemoveTargetsCommand({ ...place, Rule: name, Ids: ['queue'] }));
  await bus.send(new DeleteRuleCommand({ ...place, Name: name }));
  await queues.send(new DeleteQueueCommand({ QueueUrl }));
});

const heard: { type: string; detail: Record<string, unknown> }[] = [];

/** Empties the queue until the events of a run are as many as expected, and a moment longer. */
const hear = async (runId: string, expected: number) => {
  const ofRun = () => heard.filter(({ detail }) => detail.run_id === runId);
  for (let round = 0, quiet = 0; round < 60 && quiet < 2; round += 1) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '' } of Messages) {
      const event: { 'detail-type': DomainEventType } = JSON.parse(Body);
      const type = event['detail-type'];
      heard.push({ type, detail: domainEventEnvelope(type).parse(event).detail });
    }
    quiet = Messages.length === 0 && ofRun().length >= expected ? quiet + 1 : 0;
  }
  return ofRun();
};

it('a run that succeeds is told as queued, started and finished, once each', async () => {
  const script = freshName('told');
  const run = await author.runSource(`${script}.py`, 'def main():\n    return {"message": "secret words"}\n');
  const events = await hear(run.id, 3);
  expect(events.map(({ type }) => type).sort()).toEqual(['run.finished', 'run.queued', 'run.started']);
  expect(events.map(({ detail }) => detail.id).sort()).toEqual(
    ['queued', 'running', 'succeeded'].map((status) => `${run.id}:${status}`),
  );
  expect(events.find(({ type }) => type === 'run.finished')?.detail).toMatchObject({
    script,
    status: 'succeeded',
    attempts: 1,
    finished_at: run.finished_at,
    trigger: { type: 'manual' },
  });
  expect(JSON.stringify(events)).not.toContain('secret words');
});

it('a run that is tried again is told as started and finished once', async () => {
  const script = freshName('again');
  const source = 'def main():\n    raise ValueError("no")\n';
  await author.uploadScript(`${script}.py`, source);
  const { data } = (await author.call('GET', `/scripts/${script}`)).body;
  const retry = { attempts: 2, delay_seconds: 1, backoff: 'fixed', max_delay_seconds: 1, jitter: false };
  const changed = await author.call('PATCH', `/scripts/${script}`, {
    version: data.version,
    policy: { retry: { ...retry, on: ['script_error'] } },
  });
  expect(changed.status).toBe(200);
  const { id } = await author.startRun(script);
  const run = await author.waitForEnd(id);
  expect(run).toMatchObject({
    status: 'failed',
    attempts: [{ code: 'script_error' }, { code: 'script_error' }],
  });
  expect((await hear(id, 3)).map(({ detail }) => detail.id).sort()).toEqual(
    ['failed', 'queued', 'running'].map((status) => `${id}:${status}`),
  );
});

it('a run that is cancelled while it waits for its next attempt ends at once', async () => {
  const script = freshName('waits');
  await author.uploadScript(`${script}.py`, 'def main():\n    raise ValueError("no")\n');
  const { data } = (await author.call('GET', `/scripts/${script}`)).body;
  const retry = { attempts: 5, delay_seconds: 3600, backoff: 'fixed', max_delay_seconds: 3600, jitter: true };
  await author.call('PATCH', `/scripts/${script}`, {
    version: data.version,
    policy: { retry: { ...retry, on: ['script_error'] } },
  });
  const { id } = await author.startRun(script);
  await author.waitFor(id, ({ next_attempt_at }) => next_attempt_at !== null);
  const cancelled = await author.call('POST', `/runs/${id}/cancel`);
  expect(cancelled.body.data).toMatchObject({ status: 'cancelled', next_attempt_at: null });
  expect((await hear(id, 3)).map(({ detail }) => detail.status)).toContain('cancelled');
});
