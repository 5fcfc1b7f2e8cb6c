import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { ECSClient } from '@aws-sdk/client-ecs';
import { scheduledEvent } from '../../events/scheduler/scheduled-event.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { makeMendQueue } from './admission/mend-queue.ts';
import { sweepRunsEnvironment } from './environment.ts';
import { openFinalize } from './open-finalize.ts';
import { makeStartExecution } from './start-execution.ts';
import { makeStopTasks } from './stop-tasks.ts';
import { makeSweepRuns } from './sweep-runs.ts';
import { makeTasks } from './tasks.ts';

/** By the clock, runs that changed a moment ago are in somebody's hands; called by hand after a start, none is. */
const QUIET_MS = 15_000;

const config = readConfig(sweepRunsEnvironment);
const log = makeLog('sweep-runs');
const metrics = new Metrics({ namespace: 'OpenScript', serviceName: 'sweep-runs' });
const opened = openFinalize(config, log);
const deps = {
  ...opened,
  tasks: makeTasks(new ECSClient({}), config.CLUSTER_NAME),
  now: Date.now,
  log,
};
const sweepRuns = makeSweepRuns({
  ...deps,
  startExecution: makeStartExecution(deps),
  stopTasks: makeStopTasks(deps),
  mendQueue: makeMendQueue({ ...deps, platformDefault: config.MAX_RUNNING_RUNS }),
});

/** Every minute, and once after a start. Answers what it mended, and counts it as metrics `Swept-<kind>`. */
export const handler = async (event: unknown) => {
  const mended = await sweepRuns(scheduledEvent.safeParse(event).success ? QUIET_MS : 0);
  for (const [kind, count] of Object.entries(mended))
    metrics.addMetric(`Swept-${kind}`, MetricUnit.Count, count);
  metrics.publishStoredMetrics();
  return mended;
};
