import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What the sweeper counts (`functions/runs/on-sweep.ts`): each is a run that somebody else should have looked after. */
export const sweeperCounts = {
  started: 'A run was acknowledged and its workflow was not started at once.',
  'take-over': 'The workflow of a run was dead or stuck and was replaced.',
  'stop-overdue': 'The task of a run was still running after its time.',
  admitted: 'A run waited although a slot was free.',
  'slot-returned': 'The slot of a run that had ended was not given back.',
  failed: 'The sweeper could not look after a run.',
} as const;

/** How often in five minutes. */
export const sweeperMetric = (kind: keyof typeof sweeperCounts): Metric =>
  new Metric({
    namespace: 'OpenScript',
    metricName: `Swept-${kind}`,
    dimensionsMap: { service: 'sweep-runs' },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
