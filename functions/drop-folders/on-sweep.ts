import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openTable } from '../platform/table.ts';
import { sweepDropsEnvironment } from './environment.ts';
import { makeFolderStore } from './folder-store.ts';
import { openDropObjects, openDropQueue } from './open-clients.ts';
import { makeSetStore } from './set-store.ts';
import { makeSweepDrops } from './sweep-drops.ts';

/** Every so many minutes the folders themselves are looked through: a listing costs, and events are seldom lost. */
const LOOK_MINUTES = 5;

const config = readConfig(sweepDropsEnvironment);
const table = openTable(config.TABLE_NAME);
const sweep = makeSweepDrops({
  folders: makeFolderStore(table),
  sets: makeSetStore(table),
  objects: openDropObjects(config),
  send: openDropQueue(config),
  bucket: config.FILES_BUCKET,
  now: Date.now,
  log: makeLog('sweep-drops'),
});

/** Every minute. Answers what it found. */
export const handler = () => sweep(new Date().getUTCMinutes() % LOOK_MINUTES === 0);
