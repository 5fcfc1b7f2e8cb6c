import { setTimeout as sleep } from 'node:timers/promises';
import { makeFindOwnReadyFiles } from '../files/index.ts';
import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred, deferredCall } from '../platform/deferred.ts';
import { once } from '../platform/once.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { makeQueueStore } from './admission/queue-store.ts';
import { runsRoutes } from './contract.ts';
import { runsApiEnvironment } from './environment.ts';
import { makeRunsOperations } from './operations.ts';
import { makeRunStore } from './store.ts';

const config = readConfig(runsApiEnvironment);
const { platform, table, cursors } = openApiPlatform('runs', config);
// Made, and the clients below loaded, with their first use: most requests read the table and nothing else.
const scripts = once(() => makeFindRunnableVersion(table, config.FILES_BUCKET));
const files = once(() => makeFindOwnReadyFiles(table, config.FILES_BUCKET));

/** The API of runs. */
export const handler = makeApi(
  runsRoutes,
  makeRunsOperations({
    store: makeRunStore(table),
    queue: makeQueueStore(table),
    objects: deferred(async () => (await import('./open-objects.ts')).openRunObjects(config)),
    workflow: deferred(async () => (await import('./open-workflow.ts')).openWorkflow(config)),
    tasks: deferred(async () => (await import('./open-tasks.ts')).openTasks(config)),
    findRunnableVersion: (...wanted) => scripts()(...wanted),
    findOwnReadyFiles: (caller, ids) => files()(caller, ids),
    signDownload: deferredCall(async () => (await import('./open-objects.ts')).openSignDownload(config)),
    signRead: deferredCall(async () => (await import('./open-objects.ts')).openSignRead(config)),
    maskDownload: deferredCall(async () =>
      (await import('../platform/open-masked-copies.ts')).openMaskDownload(config),
    ),
    cursors,
    now: platform.now,
    sleep,
    log: platform.log,
  }),
  platform,
);
