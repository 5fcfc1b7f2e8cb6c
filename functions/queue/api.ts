import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { openAdmission } from '../runs/index.ts';
import { queueRoutes } from './contract.ts';
import { queueApiEnvironment } from './environment.ts';
import { makeQueueOperations } from './operations.ts';

const config = readConfig(queueApiEnvironment);
const { platform, table } = openApiPlatform('queue', config);
const { log, now } = platform;

/** The API of the queue. */
export const handler = makeApi(
  queueRoutes,
  makeQueueOperations({ ...openAdmission(table, config, log), now, log }),
  platform,
);
