import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openTable } from '../platform/table.ts';
import { heartbeatEnvironment } from './environment.ts';
import { makeHandOn } from './hand-on.ts';
import { makeHeartbeat } from './heartbeat.ts';
import { openEngine } from './open-engine.ts';

const config = readConfig(heartbeatEnvironment);
const log = makeLog('heartbeat');
const metrics = new Metrics({ namespace: 'OpenScript', serviceName: 'heartbeat' });
const heartbeat = makeHeartbeat({
  ...openEngine(openTable(config.TABLE_NAME), config, log),
  handOn: makeHandOn(new SQSClient({}), config.SCHEDULE_QUEUE_URL),
});

/** Every minute, by EventBridge Scheduler. What it says is not read: the clock is this function's own. */
export const handler = async () => {
  const beat = await heartbeat();
  metrics.addMetric('Heartbeats', MetricUnit.Count, 1);
  metrics.addMetric('TicksFailed', MetricUnit.Count, beat.failed);
  metrics.addMetric('TickLateness', MetricUnit.Milliseconds, beat.oldestMs);
  metrics.publishStoredMetrics();
  if (beat.planned + beat.fired + beat.failed > 0) log.info('heartbeat', { ...beat });
  return beat;
};
