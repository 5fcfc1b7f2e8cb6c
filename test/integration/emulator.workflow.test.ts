/** Step Functions and ECS on the emulator, with the local agent and a stub in the runner's place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTasksCommand, ECSClient, ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, isAlive, listTree, type ProcessIdentity } from '../../local/fargate-agent/processes.ts';
import { deployProbe } from './emulator/probe-stack.ts';
import { readLogGroup } from './emulator/read-log.ts';
import { eventually, killAndWait, startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

let emulator: TestEmulator;
let names: Readonly<Record<string, string>>;
let machines: SFNClient;
let ecs: ECSClient;

beforeAll(async () => {
  emulator = await startEmulator({ runner: join(import.meta.dirname, 'emulator/stub-runner'), slots: 2 });
  names = await deployProbe(emulator);
  machines = new SFNClient(emulator.config);
  ecs = new ECSClient(emulator.config);
});
afterAll(() => emulator?.stop());

let counter = 0;
const start = async (wish: string, input: object = {}) => {
  counter += 1;
  const name = `run-${counter}`;
  const { executionArn = '' } = await machines.send(
    new StartExecutionCommand({
      stateMachineArn: names.Machine,
      name,
      input: JSON.stringify({ manifest: `http://stub/${wish}`, ...input }),
    }),
  );
  return { name, executionArn };
};

const ended = ({ executionArn }: { executionArn: string }) =>
  eventually(async () => {
    const {
      status,
      output = '{}',
      error,
    } = await machines.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'RUNNING' ? undefined : { status, error, output: JSON.parse(output) };
  }, 30);

/** As the platform finds the task of a run: by its group, among all that run. */
const taskOf = async (group: string) => {
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster: names.Cluster, desiredStatus: 'RUNNING' }),
  );
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = await ecs.send(
    new DescribeTasksCommand({ cluster: names.Cluster, tasks: taskArns }),
  );
  return tasks.find((task) => task.group === group)?.taskArn;
};

const describeTask = async (task: string) =>
  (await ecs.send(new DescribeTasksCommand({ cluster: names.Cluster, tasks: [task] }))).tasks?.[0];

/** The task whose process has said its first words, and that process. */
const runningTask = async (name: string, word: string) => {
  const task = await eventually(() => taskOf(name));
  const id = task.split('/').pop() ?? '';
  await eventually(async () => {
    const said = await readLogGroup(emulator, names.TaskLog ?? '', `run/runner/${id}`);
    return said.some((line) => line.startsWith(`stub ${word}`)) || undefined;
  });
  const pid = listTree(emulator.agent.pid ?? 0).find((child) => commandLine(child).includes('run_task.py'));
  const process = pid === undefined ? undefined : identify(pid);
  if (process === undefined) throw new Error('the task has no process');
  return { task, process };
};

const commandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
};

const gone = (process: ProcessIdentity) => eventually(async () => !isAlive(process) || undefined);

describe('runTask.sync', () => {
  it('gives the task’s exit code, and hands only the manifest to the process', async () => {
    const run = await start('exit/7');
    const { status, output } = await ended(run);
    const [task] = output.task.tasks;
    expect(status).toBe('SUCCEEDED'); // unlike AWS: the report decides the outcome, never the exit code
    expect(task).toMatchObject({ lastStatus: 'STOPPED', group: run.name, containers: [{ exitCode: 7 }] });
    const said = await eventually(async () =>
      (await readLogGroup(emulator, names.TaskLog ?? '')).find((line) => line.startsWith('stub exit')),
    );
    expect(said).toContain('OPENSCRIPT_LAUNCHER OPENSCRIPT_MANIFEST_URL OPENSCRIPT_SLOT OPENSCRIPT_WORK_DIR');
    expect(said).not.toMatch(/AWS_|ECS_/);
  });

  it('tells EventBridge that the task stopped', async () => {
    const event = await eventually(async () =>
      (await readLogGroup(emulator, `/aws/lambda/${names.Function}`)).find((line) =>
        line.includes('ECS Task State Change'),
      ),
    );
    expect(JSON.parse(event.slice('EVENT '.length)).detail).toMatchObject({
      lastStatus: 'STOPPED',
      group: 'run-1',
    });
  });

  it('honours TimeoutSeconds, and has stopped the task before the next state begins', async () => {
    const run = await start('sleep/30');
    const { task, process } = await runningTask(run.name, 'sleep');
    const { output } = await ended(run);
    expect(output.failure.Error).toBe('States.Timeout');
    expect(isAlive(process)).toBe(false);
    expect(await describeTask(task)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'UserInitiated',
      containers: [{ exitCode: 9 }],
    });
  });

  it('ends with StopTask, which answers at once: STOPPED is said when the process is gone', async () => {
    const run = await start('sleep/30');
    const { task, process } = await runningTask(run.name, 'sleep');
    const stopped = await ecs.send(new StopTaskCommand({ cluster: names.Cluster, task, reason: 'too long' }));
    expect([stopped.task?.desiredStatus, stopped.task?.lastStatus]).toEqual(['STOPPED', 'RUNNING']);
    const end = await eventually(async () => {
      const described = await describeTask(task);
      return described?.lastStatus === 'STOPPED' ? described : undefined;
    });
    expect(isAlive(process)).toBe(false);
    expect(end).toMatchObject({
      stopCode: 'UserInitiated',
      stoppedReason: 'too long',
      containers: [{ exitCode: 9 }],
    });
  });
});

describe('a state machine', () => {
  it('retries and catches a function’s error by its name', async () => {
    const { status, output } = await ended(await start('exit/0', { wish: 'throw' }));
    expect([status, output.failure.Error]).toEqual(['SUCCEEDED', 'NoCapacity']);
  });

  it('refuses a second execution of one name, running or ended', async () => {
    const run = await start('exit/0');
    const again = () =>
      machines.send(
        new StartExecutionCommand({ stateMachineArn: names.Machine, name: run.name, input: '{}' }),
      );
    await expect(again()).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await ended(run);
    await expect(again()).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });
});

describe('the agent', () => {
  it('runs as many tasks as it has slots, and the others in order', async () => {
    const runs = await Promise.all(
      ['sleep/0.3', 'sleep/0.3', 'sleep/0.3', 'sleep/0.3'].map((wish) => start(wish)),
    );
    for (const run of runs) expect((await ended(run)).status).toBe('SUCCEEDED');
    const slots = (await readLogGroup(emulator, names.TaskLog ?? '')).map(
      (line) => /^stub sleep slot (\d+)/.exec(line)?.[1],
    );
    expect(new Set(slots.filter((slot) => slot !== undefined)).size).toBe(2);
  });

  it('kills a task that does not listen, with all it has started', async () => {
    const run = await start('deaf/30');
    const { task, process } = await runningTask(run.name, 'deaf');
    await ecs.send(new StopTaskCommand({ cluster: names.Cluster, task }));
    const end = await eventually(async () => {
      const described = await describeTask(task);
      return described?.lastStatus === 'STOPPED' ? described : undefined;
    });
    expect(end.containers?.[0]?.exitCode).toBe(137);
    expect(isAlive(process)).toBe(false);
  });

  it('takes its tasks with it when it is killed, and the next one reports them as stopped', async () => {
    const run = await start('children/30');
    const { process } = await runningTask(run.name, 'children');
    await killAndWait(emulator.agent, async () => true);
    await gone(process);
    const { output } = await ended(run);
    expect(output.task.tasks[0].containers[0].exitCode).toBe(137);
    expect((await ended(await start('exit/0'))).status).toBe('SUCCEEDED');
  });
});
