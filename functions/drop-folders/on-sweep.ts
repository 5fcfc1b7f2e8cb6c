import { SQSClient } from '@aws-sdk/client-sqs';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { makeDropObjects } from './drop-objects.ts';
import { makeSendMessages } from './drop-queue.ts';
import { sweepDropsEnvironment } from './environment.ts';
import { makeFolderStore } from './folder-store.ts';
import { makeSetStore } from './set-store.ts';
import { makeSweepDrops } from './sweep-drops.ts';

/** Every so many minutes the folders themselves are looked through: a listing costs, and events are seldom lost. */
const LOOK_MINUTES = 5;

const config = readConfig(sweepDropsEnvironment);
const table = openTable(config.TABLE_NAME);
const s3 = openS3(config);
const sweep = makeSweepDrops({
  folders: makeFolderStore(table),
  sets: makeSetStore(table),
  objects: makeDropObjects(s3, s3, config.FILES_BUCKET),
  send: makeSendMessages(new SQSClient({}), config.DROP_QUEUE_URL),
  bucket: config.FILES_BUCKET,
  now: Date.now,
  log: makeLog('sweep-drops'),
});

/** Every minute. Answers what it found. */
export const handler = () => sweep(new Date().getUTCMinutes() % LOOK_MINUTES === 0);
