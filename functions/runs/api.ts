import { setTimeout as sleep } from 'node:timers/promises';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SFNClient } from '@aws-sdk/client-sfn';
import { makeFindOwnReadyFiles } from '../files/index.ts';
import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { once } from '../platform/once.ts';
import { openPublicS3, openS3 } from '../platform/s3.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { makeQueueStore } from './admission/queue-store.ts';
import { runsRoutes } from './contract.ts';
import { runsApiEnvironment } from './environment.ts';
import { makeRunObjects } from './objects.ts';
import { makeRunsOperations } from './operations.ts';
import { makeSignDownload } from './sign-download.ts';
import { makeRunStore } from './store.ts';
import { makeTasks } from './tasks.ts';
import { makeWorkflow } from './workflow.ts';

const config = readConfig(runsApiEnvironment);
const { platform, table, cursors } = openApiPlatform('runs', config);
// Made with their first use: most requests start no run.
const scripts = once(() => makeFindRunnableVersion(table, config.FILES_BUCKET));
const files = once(() => makeFindOwnReadyFiles(table, config.FILES_BUCKET));

/** The API of runs. */
export const handler = makeApi(
  runsRoutes,
  makeRunsOperations({
    store: makeRunStore(table),
    queue: makeQueueStore(table),
    objects: makeRunObjects(openS3(config), config.ARTIFACTS_BUCKET),
    workflow: makeWorkflow(new SFNClient({}), config.STATE_MACHINE_ARN),
    tasks: makeTasks(new ECSClient({}), config.CLUSTER_NAME),
    findRunnableVersion: (name, version) => scripts()(name, version),
    findOwnReadyFiles: (caller, ids) => files()(caller, ids),
    signDownload: makeSignDownload(openPublicS3(config), config.ARTIFACTS_BUCKET),
    cursors,
    now: platform.now,
    sleep,
    log: platform.log,
  }),
  platform,
);
