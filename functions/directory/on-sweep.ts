import { openCompleteUsers } from '../identity/index.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openTable } from '../platform/table.ts';
import { makeDepartmentStore } from './department-store.ts';
import { sweepDirectoryEnvironment } from './environment.ts';
import { makeSweepDirectory } from './sweep-directory.ts';

const config = readConfig(sweepDirectoryEnvironment);
const table = openTable(config.TABLE_NAME);

/** Called every hour. */
export const handler = makeSweepDirectory({
  departments: makeDepartmentStore(table),
  completeUsers: openCompleteUsers(table, config.USER_POOL_ID),
  log: makeLog('sweep-directory'),
});
