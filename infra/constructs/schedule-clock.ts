import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { heartbeatEnvironment } from '../../functions/schedules/environment.ts';
import { DeadLetters } from './dead-letters.ts';
import type { DomainEvents } from './domain-events.ts';
import type { MainTable } from './main-table.ts';
import { NodeFunction } from './node-function.ts';
import type { PlatformFunction } from './platform-function.ts';
import type { RunMachine } from './run-machine.ts';
import type { Storage } from './storage.ts';
import type { UserDirectory } from './user-directory.ts';

export interface ScheduleClockProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly users: UserDirectory;
  readonly machine: RunMachine;
  readonly events: DomainEvents;
  /** Functions at a time that work on the queue. */
  readonly workers: number;
}

/** Whoever fires a tick has a lease of 90 s for it (`LEASE_MS`), so none of these may run longer. */
const TIMEOUT = Duration.seconds(55);
/** As Lambda asks for: six times the function's time. */
const INVISIBLE = Duration.seconds(330);
/** How often handed-on work is tried before it is a dead letter; the next heartbeats find the same work anyway. */
const TRIES = 3;

/**
 * What makes schedules run: EventBridge Scheduler's heartbeat each minute, the function that plans and fires ticks, the
 * queue to which it hands on what is too much for one function, and the function that hears how the runs end.
 */
export class ScheduleClock extends Construct {
  /** Heartbeats, work and events that were given up. */
  readonly deadLetters: DeadLetters;
  /** Work that a heartbeat handed on. */
  readonly queue: Queue;
  /** Each minute. */
  readonly heartbeat: NodeFunction<typeof heartbeatEnvironment>;
  /** Works on the queue. */
  readonly work: NodeFunction<typeof heartbeatEnvironment>;
  /** Hears how runs end. */
  readonly runEnded: NodeFunction<typeof heartbeatEnvironment>;
  /** All three. */
  readonly all: readonly PlatformFunction[];

  constructor(
    scope: Construct,
    id: string,
    { table, storage, users, machine, events, workers }: ScheduleClockProps,
  ) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { ofQueue: true });
    this.queue = new Queue(this, 'Work', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: INVISIBLE,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: TRIES },
    });
    const make = (name: 'OnHeartbeat' | 'OnScheduleWork' | 'OnRunEnded', description: string) => {
      const fn = new NodeFunction(this, name, {
        description,
        environment: heartbeatEnvironment,
        memory: 1024,
        timeout: TIMEOUT,
      });
      table.bind(fn, 'read and write');
      storage.bindFiles(fn, {});
      users.bindLookup(fn);
      machine.bindStart(fn);
      events.bind(fn);
      fn.set('SCHEDULE_QUEUE_URL', this.queue.queueUrl);
      return fn;
    };
    this.heartbeat = make('OnHeartbeat', 'Plans and fires the ticks of schedules');
    this.heartbeat.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
    this.work = make('OnScheduleWork', 'Plans and fires what a heartbeat handed on');
    this.work.lambda.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 1, // a message is a batch already
        reportBatchItemFailures: true,
        maxConcurrency: workers,
      }),
    );
    this.runEnded = make('OnRunEnded', 'Notes how the runs of schedules end, pauses what fails');
    this.all = [this.heartbeat, this.work, this.runEnded];
    this.#beat();
    this.#hear(events);
  }

  #beat(): void {
    const role = new Role(this, 'BeatRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'What the schedule of the heartbeat may do',
    });
    this.heartbeat.grantInvoke(role);
    this.deadLetters.queue.grantSendMessages(role);
    this.heartbeat.lambda.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters.queue),
      retryAttempts: 0, // the next minute is the retry
      maxEventAge: Duration.minutes(1),
    });
    const schedule = new CfnSchedule(this, 'Beat', {
      description: 'OpenScript: each minute, what is due',
      scheduleExpression: 'cron(* * * * ? *)',
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.heartbeat.lambda.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: this.deadLetters.queue.queueArn },
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 120 },
      },
    });
    schedule.node.addDependency(role);
  }

  #hear({ bus }: DomainEvents): void {
    this.runEnded.lambda.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters.queue),
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    });
    new Rule(this, 'RunFinished', {
      description: 'A run that a schedule started is final',
      eventBus: bus,
      eventPattern: {
        source: ['openscript'],
        detailType: ['run.finished'],
        detail: { trigger: { type: ['schedule'] } },
      },
      targets: [
        new LambdaTarget(this.runEnded.lambda, {
          deadLetterQueue: this.deadLetters.queue,
          retryAttempts: 4,
          maxEventAge: Duration.hours(1),
        }),
      ],
    });
  }
}
