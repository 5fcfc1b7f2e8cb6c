import { openImportObject } from '../files/index.ts';
import { openFindOwner } from '../identity/index.ts';
import { readConfig } from '../platform/config.ts';
import { makePublishEvents } from '../platform/domain-events.ts';
import { makeLog } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { openFindFileRules, openLauncher } from '../runs/index.ts';
import { onDroppedEnvironment } from './environment.ts';
import { makeFolderStore } from './folder-store.ts';
import { makeMoveStray } from './move-stray.ts';
import { openDropObjects, openDropQueue } from './open-clients.ts';
import { makeSetStore } from './set-store.ts';
import { makeSettleSet } from './settle-set.ts';
import { makeStartSet } from './start-set.ts';
import { makeStrayStore } from './stray-store.ts';
import { makeTakeObject } from './take-object.ts';
import { makeWorkQueue } from './work-queue.ts';

const config = readConfig(onDroppedEnvironment);
const log = makeLog('on-dropped');
const table = openTable(config.TABLE_NAME);
const s3 = openS3(config);
const bucket = config.FILES_BUCKET;
const folders = makeFolderStore(table);
const sets = makeSetStore(table);
const strays = makeStrayStore(table);
const objects = openDropObjects(config);
const send = openDropQueue(config);
const publish = makePublishEvents(config.EVENT_BUS);
const common = { folders, sets, objects, send, publish, now: Date.now, log };
const takeObject = makeTakeObject({
  ...common,
  strays,
  findFileRules: openFindFileRules(table, bucket),
  moveStray: makeMoveStray({ strays, objects }),
  bucket,
});
const startSet = makeStartSet({
  ...common,
  importObject: openImportObject(table, s3, bucket),
  findOwner: openFindOwner(table, config.USER_POOL_ID),
  launchRun: openLauncher(table, config, log).launchRun,
});

/** Objects of drop folders, and the timers of their sets. */
export const handler = makeWorkQueue({
  takeObject,
  settleSet: makeSettleSet({ ...common, takeObject, startSet }),
  bucket,
  log,
});
