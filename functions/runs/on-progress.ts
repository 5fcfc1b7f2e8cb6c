import { ECSClient } from '@aws-sdk/client-ecs';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { onProgressEnvironment } from './environment.ts';
import { makeRunObjects } from './objects.ts';
import { makeRecordProgress } from './record-progress.ts';
import { makeStopTasks } from './stop-tasks.ts';
import { makeRunStore } from './store.ts';
import { makeTasks } from './tasks.ts';

const config = readConfig(onProgressEnvironment);
const store = makeRunStore(openTable(config.TABLE_NAME));
const objects = makeRunObjects(openS3(config), config.ARTIFACTS_BUCKET);
const tasks = makeTasks(new ECSClient({}), config.CLUSTER_NAME);

/** A runner posted `progress.json`. */
export const handler = makeRecordProgress({
  store,
  objects,
  stopTasks: makeStopTasks({ store, tasks, now: Date.now }),
  now: Date.now,
  log: makeLog('on-progress'),
});
