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
import { openDropStage, until } from './platform/drop-stage.ts';

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
  const pattern = { source: ['openscript'] };
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

/** Empties the queue until the events that are asked for are as many as expected, and a moment longer. */
const hearAbout = async (about: (detail: Record<string, unknown>) => boolean, expected: number) => {
  const wanted = () => heard.filter(({ detail }) => about(detail));
  for (let round = 0, quiet = 0; round < 60 && quiet < 2; round += 1) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '' } of Messages) {
      const event: { 'detail-type': DomainEventType } = JSON.parse(Body);
      const type = event['detail-type'];
      heard.push({ type, detail: domainEventEnvelope(type).parse(event).detail });
    }
    quiet = Messages.length === 0 && wanted().length >= expected ? quiet + 1 : 0;
  }
  return wanted();
};

/** What is said of a run itself, not of what started it. */
const hear = (runId: string, expected: number) =>
  hearAbout(({ id, run_id }) => run_id === runId && String(id).startsWith(`${runId}:`), expected);

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

it('a due time that was dealt with is told, with its run', async () => {
  const script = freshName('ticks');
  await author.uploadScript(`${script}.py`, 'def main():\n    return None\n');
  const created = await author.call('POST', '/schedules', {
    name: script,
    script,
    expression: '0 3 1 1 *',
  });
  expect(created, JSON.stringify(created.body)).toMatchObject({ status: 201 });
  const { id } = created.body.data;
  expect(await author.call('POST', `/schedules/${id}/trigger`, {})).toMatchObject({ status: 202 });
  const events = await hearAbout(({ schedule_id }) => schedule_id === id, 1);
  expect(events).toMatchObject([
    { type: 'schedule.tick', detail: { schedule: script, script, outcome: 'ran' } },
  ]);
  const [run] = (await author.call('GET', `/runs?script=${script}`)).body.data.items;
  expect(events[0]?.detail.run_id).toBe(run.id);
});

it('a set that is complete is told once, with its run', async () => {
  const stage = await openDropStage();
  const folder = await stage.create();
  for (const file of ['bank_202611.csv', 'ledger_202611.xlsx', 'rates_202611.csv'])
    await stage.put(`${folder.prefix}${file}`, '5');
  const [set] = await until(
    () => stage.setsOf(folder.id),
    (sets) => sets.length > 0 && sets[0]?.run_id !== null,
  );
  const events = await hearAbout(({ set_id }) => set_id === set.id, 1);
  expect(events).toMatchObject([
    {
      type: 'drop.set-complete',
      detail: {
        id: `${set.id}:complete`,
        drop_folder: folder.name,
        group: { month: '202611' },
        files: 3,
        run_id: set.run_id,
      },
    },
  ]);
});
