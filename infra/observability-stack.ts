import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmBoard } from './constructs/alarm-board.ts';
import { heartbeatMetric } from './constructs/heartbeat-metrics.ts';
import { PlatformDashboard, type Watched } from './constructs/platform-dashboard.ts';
import { sweeperCounts, sweeperMetric } from './constructs/sweeper-metrics.ts';
import { stageValues } from './stage-values.ts';

export interface ObservabilityStackProps extends StackProps {
  readonly watched: Watched;
}

/** What the platform says about itself: alarms and one page to look at. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, { watched, ...props }: ObservabilityStackProps) {
    super(scope, id, { ...props, description: 'OpenScript: alarms and dashboard' });
    new PlatformDashboard(this, 'Overview', watched);
    addAlarms(new AlarmBoard(this, 'Alarms', { email: stageValues.alarmEmail(this) }), watched);
  }
}

const addAlarms = (
  board: AlarmBoard,
  { api, machine, consumers, told, audited, functions, table }: Watched,
): void => {
  board.add({
    name: 'ApiServerErrors',
    meaning: 'The API answered with 5xx.',
    metric: api.metricServerErrors(),
    atLeast: 5,
    article: 'api-server-errors',
  });
  board.add({
    name: 'ApiSlow',
    meaning: 'One request in a hundred took longer than 29 s, the longest a function may take.',
    metric: api.metricLatency('p99'),
    atLeast: 29_000,
    periods: 3,
    article: 'api-slow',
  });
  board.add({
    name: 'RunsFailedByPlatform',
    meaning: 'An execution failed: Finalize could not write the end of a run.',
    metric: machine.metricFailed(),
    article: 'runs-failed-by-platform',
  });
  board.add({
    name: 'RunsTimedOut',
    meaning: 'An execution took longer than all its attempts may.',
    metric: machine.metricTimedOut(),
    article: 'runs-failed-by-platform',
  });
  for (const kind of ['Read', 'Write'] as const)
    board.add({
      name: `TableThrottled-${kind}`,
      meaning: 'DynamoDB refused requests for their rate.',
      metric: table.metricThrottles(kind),
      periods: 3,
      article: 'table-throttled',
    });
  for (const [kind, meaning] of Object.entries(sweeperCounts))
    board.add({
      name: `Swept-${kind}`,
      meaning,
      metric: sweeperMetric(kind as keyof typeof sweeperCounts),
      article: 'sweeper-mended',
    });
  board.add({
    name: 'RunEventsLate',
    meaning: 'Changes of runs are told to the bus more than five minutes late.',
    metric: told.metricLag(),
    atLeast: 5 * 60_000,
    periods: 3,
    article: 'run-events-late',
  });
  board.add({
    name: 'AuditLate',
    meaning: 'Audit events reach their bucket more than five minutes late.',
    metric: audited.metricLag(),
    atLeast: 5 * 60_000,
    periods: 3,
    article: 'audit-late',
  });
  board.add({
    name: 'TicksFailed',
    meaning: 'Ticks of schedules could not be planned or fired.',
    metric: heartbeatMetric('TicksFailed', 'Sum'),
    periods: 2,
    article: 'ticks-failed',
  });
  board.add({
    name: 'TicksLate',
    meaning: 'A heartbeat found a tick that was due two minutes ago.',
    metric: heartbeatMetric('TickLateness', 'Maximum'),
    atLeast: 120_000,
    article: 'ticks-late',
  });
  for (const { node, deadLetters } of [...consumers, told])
    board.add({
      name: `DeadLetters-${node.id}`,
      meaning: 'An event was given up after its retries.',
      metric: deadLetters.metricDepth(),
      article: 'dead-letters',
    });
  for (const fn of functions)
    board.add({
      name: `Errors-${fn.node.id}`,
      meaning: 'A function crashed or ran out of time or memory.',
      metric: fn.metricErrors(),
      article: 'function-errors',
    });
};
