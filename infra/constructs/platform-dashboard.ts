import { Dashboard, GraphWidget, type IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { EventConsumer } from './event-consumer.ts';
import type { MainTable } from './main-table.ts';
import type { PlatformApi } from './platform-api.ts';
import type { PlatformFunction } from './platform-function.ts';
import type { RunMachine } from './run-machine.ts';
import type { StreamConsumer } from './stream-consumer.ts';
import { sweeperCounts, sweeperMetric } from './sweeper-metrics.ts';

export interface Watched {
  readonly api: PlatformApi;
  readonly machine: RunMachine;
  readonly consumers: readonly Pick<EventConsumer, 'node' | 'deadLetters'>[];
  readonly told: StreamConsumer;
  /** What copies audit events to their bucket. */
  readonly audited: StreamConsumer;
  readonly functions: readonly PlatformFunction[];
  readonly table: MainTable;
}

const WIDTH = 8;
const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: WIDTH, height: 6 });

/** The one page to look at first: requests, runs, what was mended, what failed. */
export class PlatformDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { api, machine, consumers, told, functions, table }: Watched) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard');
    const { stage } = api;
    const { machine: runs } = machine;
    const named = (metric: (fn: PlatformFunction) => IMetric) => functions.map(metric);
    this.dashboard.addWidgets(
      new TextWidget({
        markdown: '# OpenScript\nWhat to do about an alarm: docs/operations.md',
        width: 24,
        height: 2,
      }),
    );
    this.dashboard.addWidgets(
      graph('Requests', [stage.metricCount({ statistic: 'Sum' })], [api.metricServerErrors()]),
      graph(
        'Latency (ms)',
        ['p50', 'p95', 'p99'].map((statistic) => api.metricLatency(statistic)),
      ),
      graph('Refused requests (4xx)', [stage.metricClientError({ statistic: 'Sum' })]),
    );
    this.dashboard.addWidgets(
      graph('Runs', [
        runs.metricStarted(),
        runs.metricSucceeded(),
        machine.metricFailed(),
        machine.metricTimedOut(),
      ]),
      graph('Duration of a run (ms)', [
        runs.metricTime({ statistic: 'p50' }),
        runs.metricTime({ statistic: 'p95' }),
      ]),
      graph(
        'Mended by the sweeper',
        (Object.keys(sweeperCounts) as (keyof typeof sweeperCounts)[]).map(sweeperMetric),
      ),
    );
    this.dashboard.addWidgets(
      graph(
        'Function errors',
        named((fn) => fn.metricErrors({ label: fn.node.id })),
      ),
      graph(
        'Function duration p95 (ms)',
        named((fn) => fn.metricDuration({ label: fn.node.id, statistic: 'p95' })),
      ),
      graph(
        'Events given up',
        [...consumers, told].map(({ deadLetters }) => deadLetters.metricDepth()),
        [table.metricThrottles('Read'), table.metricThrottles('Write')],
      ),
    );
  }
}
