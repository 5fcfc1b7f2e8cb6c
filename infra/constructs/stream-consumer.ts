import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { MainTable } from './main-table.ts';
import type { PlatformFunction } from './platform-function.ts';

export interface StreamConsumerProps {
  readonly consumer: PlatformFunction;
  readonly table: MainTable;
  /** Rows of which entity, as ElectroDB names it in the row. */
  readonly entity: string;
  /** How long changes are gathered for one call. @default not at all */
  readonly gather?: Duration;
}

/**
 * A function that works on changes of rows, in their order for each row. A change that it cannot work on is separated
 * from its batch by halves, tried for some minutes, and goes to the queue; the stream itself keeps changes for a day.
 */
export class StreamConsumer extends Construct {
  /** What names the changes that were given up: sequence numbers in the stream, not the changes themselves. */
  readonly deadLetters: DeadLetters;
  readonly #consumer: PlatformFunction;

  constructor(scope: Construct, id: string, { consumer, table, entity, gather }: StreamConsumerProps) {
    super(scope, id);
    this.#consumer = consumer;
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    table.grantStream(consumer);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: consumer.lambda,
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON, // what happened while it was being deployed, too
      batchSize: 100,
      ...(gather === undefined ? {} : { maxBatchingWindow: gather }),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 20,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(this.deadLetters.queue),
      filters: [
        FilterCriteria.filter({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { NewImage: { __edb_e__: { S: [entity] } } },
        }),
      ],
    });
    // The mapping is checked when it is made: by then the role must be able to read the stream.
    mapping.node.addDependency(consumer.role);
  }

  /** How old the newest change was when it was worked on, in milliseconds. */
  metricLag(): Metric {
    return this.#consumer.lambda.metric('IteratorAge', {
      statistic: 'Maximum',
      period: Duration.minutes(1),
    });
  }
}
