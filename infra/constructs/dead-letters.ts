import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Where events go that their function could not work on: kept 14 days, watched by an alarm, redriven by hand. */
export class DeadLetters extends Construct {
  /** The queue. */
  readonly queue: Queue;

  /** @param ofQueue whether a queue gives its messages up to it; else rules and functions do. */
  constructor(scope: Construct, id: string, { ofQueue = false }: { readonly ofQueue?: boolean } = {}) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    if (!ofQueue)
      acknowledge(this.queue, {
        SQS3: 'it is the dead-letter queue, of a rule and a function rather than of a queue',
      });
  }

  /** How many events wait here; anything above zero is an alarm. */
  metricDepth(): Metric {
    return this.queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    });
  }
}
