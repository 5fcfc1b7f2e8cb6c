import { CfnCondition, CfnOutput, Duration, Fn, Stack, type StackProps, Token } from 'aws-cdk-lib';
import { type EventPattern, Match, Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { sweepFilesEnvironment } from '../functions/files/environment.ts';
import { expireRunsEnvironment } from '../functions/runs/environment.ts';
import type { DomainEvents } from './constructs/domain-events.ts';
import { EventConsumer } from './constructs/event-consumer.ts';
import type { MainTable } from './constructs/main-table.ts';
import { type Bindable, NodeFunction } from './constructs/node-function.ts';
import type { PlatformFunction } from './constructs/platform-function.ts';
import { RunFunctions } from './constructs/run-functions.ts';
import { RunMachine } from './constructs/run-machine.ts';
import type { RunnerNetwork } from './constructs/runner-network.ts';
import type { RunnerTask } from './constructs/runner-task.ts';
import type { Storage } from './constructs/storage.ts';
import { StreamConsumer } from './constructs/stream-consumer.ts';
import { stageValues } from './stage-values.ts';

export interface WorkflowStackProps extends StackProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly events: DomainEvents;
  readonly network: RunnerNetwork;
  readonly task: RunnerTask;
}

/** From an acknowledged run to its final status: the state machine, and what hears of the run's objects and task. */
export class WorkflowStack extends Stack {
  /** The functions of the way. */
  readonly functions: RunFunctions;
  /** The state machine `run`. */
  readonly machine: RunMachine;
  /** All functions of this stack. */
  readonly all: readonly PlatformFunction[];
  /** What works on changed runs. */
  readonly told: StreamConsumer;
  /** What works on events, each with its dead letters. */
  readonly consumers: readonly EventConsumer[];

  constructor(
    scope: Construct,
    id: string,
    { table, storage, events, network, task, ...props }: WorkflowStackProps,
  ) {
    super(scope, id, { ...props, description: 'OpenScript: the way of a run' });
    this.functions = new RunFunctions(this, 'Runs', {
      table,
      storage,
      task,
      events,
      timeZone: stageValues.timeZone(this),
    });
    const { prepare, finalize, sweep, onProgress, onReport, onTaskStopped } = this.functions;
    const sweepFiles = sweepFilesOf(this, table, storage);
    const expireRuns = expireRunsOf(this, table, storage);
    this.all = [...this.functions.all, sweepFiles, expireRuns];
    this.machine = new RunMachine(this, 'Run', { prepare, finalize, task, network });
    // Whoever ends a run starts the next one in the queue.
    for (const fn of [prepare, finalize, onReport, onTaskStopped, sweep]) this.machine.bindStart(fn);
    this.machine.grantMending(sweep);
    maxRunningRuns(this, sweep);
    this.consumers = [
      new EventConsumer(this, 'Progress', {
        consumer: onProgress,
        description: 'A run wrote its progress',
        on: { pattern: written(storage, '/progress.json') },
      }),
      new EventConsumer(this, 'Report', {
        consumer: onReport,
        description: 'A run wrote its report',
        on: { pattern: written(storage, '/report.json') },
      }),
      new EventConsumer(this, 'TaskStopped', {
        consumer: onTaskStopped,
        description: 'The task of a run stopped',
        on: { pattern: stopped(task) },
      }),
      new EventConsumer(this, 'Sweep', {
        consumer: sweep,
        description: 'Every minute: mend what lost its event',
        on: { schedule: Schedule.rate(Duration.minutes(1)) },
        retries: 0, // the next minute is the retry
      }),
      new EventConsumer(this, 'FileSweep', {
        consumer: sweepFiles,
        description: 'Every hour: remove uploads that were never finished',
        on: { schedule: Schedule.rate(Duration.hours(1)) },
        retries: 0,
      }),
      new EventConsumer(this, 'Expiry', {
        consumer: expireRuns,
        description: 'Every hour: remove what of ended runs has served its time',
        on: { schedule: Schedule.rate(Duration.hours(1)) },
        retries: 0,
      }),
    ];
    this.told = new StreamConsumer(this, 'RunChanged', {
      consumer: this.functions.onRunChanged,
      table,
      entity: 'run',
    });
    new CfnOutput(this, 'StateMachineArn', { value: this.machine.machine.stateMachineArn });
    new CfnOutput(this, 'ExpireRunsFunction', { value: expireRuns.lambda.functionName });
    new CfnOutput(this, 'SweepRunsFunction', { value: sweep.lambda.functionName });
  }
}

/** Not set at all when empty, so that on one machine the emulator's own environment may say it. */
const maxRunningRuns = (stack: Stack, sweep: Bindable<'MAX_RUNNING_RUNS'>): void => {
  const limit = stageValues.maxRunningRuns(stack);
  const given = new CfnCondition(stack, 'HasMaxRunningRuns', {
    expression: Fn.conditionNot(Fn.conditionEquals(limit, '')),
  });
  sweep.set(
    'MAX_RUNNING_RUNS',
    Fn.conditionIf(given.logicalId, limit.valueAsString, Fn.ref('AWS::NoValue')).toString(),
  );
};

/** Removes what was announced and never uploaded, or deleted and not removed. */
const sweepFilesOf = (scope: Construct, table: MainTable, storage: Storage) => {
  const fn = new NodeFunction(scope, 'SweepFiles', {
    description: 'Removes uploads that were never finished',
    environment: sweepFilesEnvironment,
    memory: 512,
    timeout: Duration.minutes(5),
  });
  table.bind(fn, 'read and write');
  storage.bindFiles(fn, { removeVersions: ['files/*'], listVersions: ['files/*'] });
  return fn;
};

/** Removes what of ended runs has served its time. */
const expireRunsOf = (scope: Stack, table: MainTable, storage: Storage) => {
  const fn = new NodeFunction(scope, 'ExpireRuns', {
    description: 'Removes runs, logs, artifacts and input files that have served their time',
    environment: expireRunsEnvironment,
    memory: 512,
    timeout: Duration.minutes(5),
  });
  table.bind(fn, 'read and write');
  storage.bindArtifacts(fn, { list: ['runs/*', 'outcomes/*'], remove: ['runs/*', 'outcomes/*'] });
  storage.bindFiles(fn, { removeVersions: ['files/*'], listVersions: ['files/*'] });
  fn.set('RUN_DAYS', stageValues.keptDays(scope, 'Run'));
  fn.set('LOG_DAYS', stageValues.keptDays(scope, 'Log'));
  fn.set('FILE_DAYS', stageValues.keptDays(scope, 'File'));
  fn.set('ARTIFACT_DAYS', Token.asString(stageValues.artifactDays(scope)));
  return fn;
};

/** Objects of runs by the end of their key; the function checks the key as a whole, since scripts name files too. */
const written = ({ artifacts }: Storage, end: string): EventPattern => ({
  source: ['aws.s3'],
  detailType: ['Object Created'],
  detail: { bucket: { name: [artifacts.bucketName] }, object: { key: Match.suffix(end) } },
});

const stopped = ({ cluster }: RunnerTask): EventPattern => ({
  source: ['aws.ecs'],
  detailType: ['ECS Task State Change'],
  detail: { clusterArn: [cluster.clusterArn], lastStatus: ['STOPPED'] },
});
