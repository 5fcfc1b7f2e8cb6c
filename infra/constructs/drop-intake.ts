import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { onDroppedEnvironment, sweepDropsEnvironment } from '../../functions/drop-folders/environment.ts';
import { DeadLetters } from './dead-letters.ts';
import type { DomainEvents } from './domain-events.ts';
import type { MainTable } from './main-table.ts';
import { type Bindable, NodeFunction } from './node-function.ts';
import type { PlatformFunction } from './platform-function.ts';
import type { RunMachine } from './run-machine.ts';
import type { Storage } from './storage.ts';
import type { UserDirectory } from './user-directory.ts';

export interface DropIntakeProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly machine: RunMachine;
  readonly users: UserDirectory;
  readonly events: DomainEvents;
}

/** The function may copy fifty files; a message is its own as long, and a little longer. */
const TIMEOUT = Duration.minutes(5);
const INVISIBLE = Duration.minutes(6);
/** How often a message is tried before it is a dead letter. */
const TRIES = 5;

/**
 * From an object in a drop folder to a run: S3's events by a rule into a queue, the function that works on it, with the
 * timers of sets in the same queue; and every minute a sweep that puts there what was lost.
 */
export class DropIntake extends Construct {
  /** Events of objects, timers of sets. */
  readonly queue: Queue;
  /** Messages that were given up. */
  readonly deadLetters: DeadLetters;
  /** Takes objects in, starts the runs of complete sets. */
  readonly onDropped: NodeFunction<typeof onDroppedEnvironment>;
  /** Finds what timers and events lost. */
  readonly sweep: NodeFunction<typeof sweepDropsEnvironment>;
  /** Both. */
  readonly all: readonly PlatformFunction[];

  constructor(scope: Construct, id: string, props: DropIntakeProps) {
    super(scope, id);
    const { table, storage, machine, users, events } = props;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { ofQueue: true });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: INVISIBLE,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: TRIES },
    });
    new Rule(this, 'Rule', {
      description: 'An object was put into a drop folder',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [storage.files.bucketName] }, object: { key: [{ prefix: 'drop/' }] } },
      },
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters.queue })],
    });

    this.onDropped = new NodeFunction(this, 'OnDropped', {
      description: 'Takes objects of drop folders in, starts the runs of complete sets',
      environment: onDroppedEnvironment,
      memory: 1024, // it hashes what it copies
      timeout: TIMEOUT,
    });
    storage.bindFiles(this.onDropped, {
      readVersions: ['drop/*', 'drop-quarantine/*'],
      write: ['drop-quarantine/*', 'files/*'],
      removeVersions: ['drop/*'],
      list: ['drop/*', 'drop-quarantine/*'],
      listVersions: ['drop/*'],
    });
    machine.bindStart(this.onDropped);
    users.bindLookup(this.onDropped);
    events.bind(this.onDropped);
    this.onDropped.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 10 }),
    );

    this.sweep = new NodeFunction(this, 'SweepDrops', {
      description: 'Puts on the queue of drops what timers and events lost',
      environment: sweepDropsEnvironment,
      memory: 512,
      timeout: Duration.seconds(55), // it comes again every minute
    });
    storage.bindFiles(this.sweep, { read: ['drop/*'], list: ['drop/*'] });

    this.all = [this.onDropped, this.sweep];
    for (const fn of [this.onDropped, this.sweep]) {
      table.bind(fn, 'read and write');
      this.bindSend(fn);
    }
  }

  /** Lets a function put messages on the queue, and tells it which. */
  bindSend(fn: Bindable<'DROP_QUEUE_URL'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
    fn.set('DROP_QUEUE_URL', this.queue.queueUrl);
  }
}
