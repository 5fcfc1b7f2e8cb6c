import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DomainEvents } from './constructs/domain-events.ts';
import type { EventConsumer } from './constructs/event-consumer.ts';
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
  /** All functions of this stack. */
  readonly all: readonly PlatformFunction[];
  /** What works on events, each with its dead letters. */
  readonly consumers: readonly Pick<EventConsumer, 'node' | 'deadLetters'>[];

  constructor(scope: Construct, id: string, props: TriggersStackProps) {
    const { table, storage, users, machine, events, ...stackProps } = props;
    super(scope, id, { ...stackProps, description: 'OpenScript: what starts runs by itself' });
    this.schedules = new ScheduleClock(this, 'Schedules', {
      table,
      storage,
      users,
      machine,
      events,
      workers: stageValues.scheduleWorkers(this),
    });
    this.all = [...this.schedules.all];
    this.consumers = [this.schedules];
    new CfnOutput(this, 'HeartbeatFunction', { value: this.schedules.heartbeat.lambda.functionName });
  }
}
