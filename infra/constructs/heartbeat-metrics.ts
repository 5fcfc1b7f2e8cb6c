import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What the heartbeat of schedules counts (`functions/schedules/on-heartbeat.ts`), over five minutes. */
export const heartbeatMetric = (name: 'TicksFailed' | 'TickLateness', statistic: 'Sum' | 'Maximum'): Metric =>
  new Metric({
    namespace: 'OpenScript',
    metricName: name,
    dimensionsMap: { service: 'heartbeat' },
    statistic,
    period: Duration.minutes(5),
  });
