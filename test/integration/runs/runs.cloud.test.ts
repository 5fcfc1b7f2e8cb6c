/** What runs reach outside the table: objects, signatures, executions and tasks, on the emulator. */
import { join } from 'node:path';
import {
  DescribeTasksCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openS3 } from '../../../functions/platform/s3.ts';
import { makeRunObjects, type RunObjects } from '../../../functions/runs/objects.ts';
import { makeSigner } from '../../../functions/runs/signer.ts';
import { makeTasks } from '../../../functions/runs/tasks.ts';
import { makeWorkflow } from '../../../functions/runs/workflow.ts';
import { deployProbe } from '../emulator/probe-stack.ts';
import { eventually, startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';

let emulator: TestEmulator;
let names: Readonly<Record<string, string>>;
let s3: S3Client;
let objects: RunObjects;

beforeAll(async () => {
  emulator = await startEmulator({ runner: join(import.meta.dirname, '../emulator/stub-runner'), slots: 2 });
  names = await deployProbe(emulator);
  // The SDK's own chain finds these, as it finds a function's.
  const { accessKeyId, secretAccessKey } = emulator.config.credentials;
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
  s3 = openS3({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: emulator.access.endpoint });
  for (const Bucket of ['files', 'artifacts']) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: 'files', VersioningConfiguration: { Status: 'Enabled' } }),
  );
  objects = makeRunObjects(s3, 'artifacts');
});
afterAll(() => emulator?.stop());

describe('the artifacts bucket', () => {
  test('reads what fits, and nothing else', async () => {
    await objects.putJson('a/一.json', { 字: 1 });
    expect(await objects.readText('a/一.json', 100)).toBe('{"字":1}');
    expect(await objects.readText('a/一.json', 8)).toBeUndefined();
    expect(await objects.readText('a/none.json', 100)).toBeUndefined();
    await s3.send(new PutObjectCommand({ Bucket: 'artifacts', Key: 'a/x', Body: Buffer.from([0xff, 0xfe]) }));
    expect(await objects.readText('a/x', 100)).toBeUndefined();
    await objects.remove('a/x');
    await objects.remove('a/x');
  });

  test('lists in the order of keys, from any place', async () => {
    for (const n of [1, 2, 10, 300]) await objects.putJson(`log/${String(n).padStart(9, '0')}`, n);
    const keysOf = async (after: string | undefined, limit: number) => {
      const page = await objects.list('log/', after, limit);
      return [page.objects.map(({ key }) => Number(key.slice(4))), page.end];
    };
    expect(await keysOf(undefined, 3)).toEqual([[1, 2, 10], false]);
    expect(await keysOf('log/000000002', 5)).toEqual([[10, 300], true]);
    expect(await keysOf('log/000000300', 5)).toEqual([[], true]);
  });
});

describe('what a task is given', () => {
  const postForm = async (
    policy: { url: string; fields: Record<string, string> },
    key: string,
    body: string,
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(policy.fields)) form.append(name, value);
    form.append('key', key);
    form.append('Content-Type', 'application/json');
    form.append('file', new Blob([body]));
    return (await fetch(policy.url, { method: 'POST', body: form })).status;
  };

  test('posts below its prefix, of a limited size, and nowhere else', async () => {
    const policy = await makeSigner(s3).post('artifacts', 'runs/run_1/1/', 10, 60);
    expect(policy.fields.key).toBeUndefined();
    expect(await postForm(policy, 'runs/run_1/1/out/北京 "1".csv', '0123456789')).toBe(204);
    expect(await objects.readText('runs/run_1/1/out/北京 "1".csv', 10)).toBe('0123456789');
    expect(await postForm(policy, 'runs/run_1/2/report.json', '{}')).toBe(403);
    expect(await postForm(policy, 'outcomes/run_1/1/outcome.json', '{}')).toBe(403);
    expect(await postForm(policy, 'runs/run_1/1/large', '01234567890')).toBeGreaterThanOrEqual(400);
    expect(await objects.readText('runs/run_1/2/report.json', 10)).toBeUndefined();
  });

  test('gets the version that was pinned, not the one that was uploaded over it', async () => {
    const put = (Body: string) => s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'files/北京', Body }));
    const { VersionId = '' } = await put('first');
    await put('second');
    const url = await makeSigner(s3).get({ bucket: 'files', key: 'files/北京', versionId: VersionId }, 60);
    expect(await (await fetch(url)).text()).toBe('first');
    expect((await fetch(url.replace('versionId', 'versionid'))).status).toBe(403);
  });
});

describe('executions and tasks', () => {
  const runId = 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ';

  test('an execution starts once, and can be asked about and stopped by its name', async () => {
    const workflow = makeWorkflow(new SFNClient(emulator.config), names.Machine ?? '');
    const input = { run_id: runId, execution: runId, manifest: 'http://stub/sleep/30' };
    expect(await workflow.statusOf(runId)).toBe('absent');
    await workflow.start(runId, input);
    await workflow.start(runId, input);
    expect(await workflow.statusOf(runId)).toBe('running');
    await workflow.stop(runId, 'enough');
    await workflow.stop(runId, 'enough');
    expect(await workflow.statusOf(runId)).toBe('over');
    await workflow.start(runId, input);
    await workflow.stop('run_absent', 'enough');
  });

  test('stopping an execution that has ended by itself does nothing', async () => {
    const workflow = makeWorkflow(new SFNClient(emulator.config), names.Machine ?? '');
    const name = `${runId}-2`;
    await workflow.start(name, { run_id: runId, execution: name });
    await eventually(async () => (await workflow.statusOf(name)) === 'over' || undefined);
    await workflow.stop(name, 'enough');
    expect(await workflow.statusOf(name)).toBe('over');
  });

  test('a run’s tasks are found by their group, and are stopped when ECS says so', async () => {
    const ecs = new ECSClient(emulator.config);
    const cluster = names.Cluster ?? '';
    const tasks = makeTasks(ecs, cluster);
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'run',
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: [{ name: 'runner', image: 'openscript/runner:local', essential: true }],
      }),
    );
    const { tasks: started = [] } = await ecs.send(
      new RunTaskCommand({
        cluster,
        taskDefinition: 'run',
        launchType: 'FARGATE',
        group: runId,
        overrides: {
          containerOverrides: [
            {
              name: 'runner',
              environment: [{ name: 'OPENSCRIPT_MANIFEST_URL', value: 'http://stub/sleep/30' }],
            },
          ],
        },
      }),
    );
    const arn = started[0]?.taskArn ?? '';
    await eventually(async () => {
      const { tasks: [task] = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [arn] }));
      return task?.lastStatus === 'RUNNING' || undefined;
    });
    expect(await tasks.findRunning(runId)).toEqual([arn]);
    expect(await tasks.findRunning('run_other')).toEqual([]);
    expect(await tasks.areStopped([arn])).toBe(false);
    await tasks.stop(arn, 'cancelled');
    await eventually(async () => (await tasks.areStopped([arn])) || undefined);
    expect(await tasks.findRunning(runId)).toEqual([]);
    expect(await tasks.areStopped([`${arn.slice(0, -4)}0000`])).toBe(true);
    await tasks.stop(arn, 'cancelled');
  });
});
