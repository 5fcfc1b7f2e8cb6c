import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { openCheckRun } from '../runs/index.ts';
import { schedulesRoutes } from './contract.ts';
import { schedulesApiEnvironment } from './environment.ts';
import { openEngine } from './open-engine.ts';
import { makeSchedulesOperations } from './operations.ts';

const config = readConfig(schedulesApiEnvironment);
const { platform, table, cursors } = openApiPlatform('schedules', config);

/** The API of schedules and calendars. */
export const handler = makeApi(
  schedulesRoutes,
  makeSchedulesOperations({
    ...openEngine(table, config, platform.log),
    checkRun: openCheckRun(table, config.FILES_BUCKET),
    cursors,
  }),
  platform,
);
