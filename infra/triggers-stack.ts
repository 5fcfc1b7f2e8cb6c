import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { DomainEvents } from './constructs/domain-events.ts';
import { DropIntake } from './constructs/drop-intake.ts';
import { EventConsumer } from './constructs/event-consumer.ts';
import type { MainTable } from './constructs/main-table.ts';
import type { PlatformFunction } from './constructs/platform-function.ts';
import type { RunMachine } from './constructs/run-machine.ts';
import type { Storage } from './constructs/storage.ts';
import type { UserDirectory } from './constructs/user-directory.ts';

export interface TriggersStackProps extends StackProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly users: UserDirectory;
  readonly machine: RunMachine;
  readonly events: DomainEvents;
}

/** What starts runs by itself. */
export class TriggersStack extends Stack {
  /** From an object in a drop folder to a run. */
  readonly drops: DropIntake;
  /** All functions of this stack. */
  readonly all: readonly PlatformFunction[];
  /** What works on events, each with its dead letters. */
  readonly consumers: readonly Pick<EventConsumer, 'node' | 'deadLetters'>[];

  constructor(scope: Construct, id: string, props: TriggersStackProps) {
    const { table, storage, users, machine, events, ...stackProps } = props;
    super(scope, id, { ...stackProps, description: 'OpenScript: what starts runs by itself' });
    this.drops = new DropIntake(this, 'Drops', { table, storage, users, machine, events });
    this.all = [...this.drops.all];
    this.consumers = [
      this.drops,
      new EventConsumer(this, 'DropSweep', {
        consumer: this.drops.sweep,
        description: 'Every minute: find what timers and events of drop folders lost',
        on: { schedule: Schedule.rate(Duration.minutes(1)) },
        retries: 0, // the next minute is the retry
      }),
    ];
    new CfnOutput(this, 'SweepDropsFunction', { value: this.drops.sweep.lambda.functionName });
    new CfnOutput(this, 'DropQueueUrl', { value: this.drops.queue.queueUrl });
  }
}
