import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { sweepDirectoryEnvironment } from '../../functions/directory/environment.ts';
import { EventConsumer } from './event-consumer.ts';
import type { MainTable } from './main-table.ts';
import { NodeFunction } from './node-function.ts';
import type { UserDirectory } from './user-directory.ts';

export interface DirectorySweepProps {
  readonly table: MainTable;
  readonly users: UserDirectory;
}

/** Ends what was cut off in the directory, and gives users of before their place in it. */
export class DirectorySweep extends Construct {
  readonly sweep: NodeFunction<typeof sweepDirectoryEnvironment>;
  readonly consumer: EventConsumer;

  constructor(scope: Construct, id: string, { table, users }: DirectorySweepProps) {
    super(scope, id);
    this.sweep = new NodeFunction(this, 'SweepDirectory', {
      description: 'Ends moves of departments that were cut off, completes users of before',
      environment: sweepDirectoryEnvironment,
      memory: 512,
      timeout: Duration.minutes(5),
    });
    table.bind(this.sweep, 'read and write');
    users.bindRoll(this.sweep);
    this.consumer = new EventConsumer(this, 'Hourly', {
      consumer: this.sweep,
      description: 'Every hour: end what was cut off in the directory',
      on: { schedule: Schedule.rate(Duration.hours(1)) },
      retries: 0, // the next hour is the retry
    });
  }
}
