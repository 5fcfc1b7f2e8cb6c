import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { DomainEvents } from './constructs/domain-events.ts';
import { DropIntake } from './constructs/drop-intake.ts';
import { EventConsumer } from './constructs/event-consumer.ts';
import type { MainTable } from './constructs/main-table.ts';
import type { PlatformFunction } from './constructs/platform-function.ts';
import type { RunMachine } from './constructs/run-machine.ts';
import { ScheduleClock } from './constructs/schedule-clock.ts';
import type { Storage } from './constructs/storage.ts';
import type { UserDirectory } from './constructs/user-directory.ts';
import { stageValues } from './stage-values.ts';

export interface TriggersStackProps extends StackProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly users: UserDirectory;
  readonly machine: RunMachine;
  readonly events: DomainEvents;
}

/** What starts runs by itself. */
export class TriggersStack extends Stack {
  /** What makes schedules run. */
  readonly schedules: ScheduleClock;
  /** From an object in a drop folder to a run. */
  readonly drops: DropIntake;
  /** All functions of this stack. */
  readonly all: readonly PlatformFunction[];
  /** What works on events, each with its dead letters. */
  readonly consumers: readonly Pick<EventConsumer, 'node' | 'deadLetters'>[];

  constructor(scope: Construct, id: string, props: TriggersStackProps) {
    const { table, storage, users, machine, events, ...stackProps } = props;
    super(scope, id, { ...stackProps, description: 'OpenScript: what starts runs by itself' });
    const things = { table, storage, users, machine, events };
    const workers = stageValues.scheduleWorkers(this);
    this.schedules = new ScheduleClock(this, 'Schedules', { ...things, workers });
    this.drops = new DropIntake(this, 'Drops', things);
    this.all = [...this.schedules.all, ...this.drops.all];
    const dropSweep = new EventConsumer(this, 'DropSweep', {
      consumer: this.drops.sweep,
      description: 'Every minute: find what timers and events of drop folders lost',
      on: { schedule: Schedule.rate(Duration.minutes(1)) },
      retries: 0, // the next minute is the retry
    });
    this.consumers = [this.schedules, this.drops, dropSweep];
    new CfnOutput(this, 'HeartbeatFunction', { value: this.schedules.heartbeat.lambda.functionName });
    new CfnOutput(this, 'SweepDropsFunction', { value: this.drops.sweep.lambda.functionName });
    new CfnOutput(this, 'DropQueueUrl', { value: this.drops.queue.queueUrl });
  }
}
