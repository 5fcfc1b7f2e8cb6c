/** Watches `drop/<name>/` in the platform's home: a file copied there becomes an object of the drop folder. */
import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { openDropFates } from '../functions/drop-folders/index.ts';
import { openTable } from '../functions/platform/table.ts';
import { parseWatcherOptions } from './drop-watcher/options.ts';
import { makeSendFile } from './drop-watcher/send-file.ts';
import { makeWatch } from './drop-watcher/watch.ts';

/** Between two looks at the directories, in milliseconds; the list of drop folders is read at every fourth. */
const PAUSE_MS = 300;
const FOLLOW_EVERY = 4;

const { directory, table, bucket } = parseWatcherOptions(process.argv.slice(2));
const fates = openDropFates(openTable(table), bucket);
const s3 = new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
const watch = makeWatch({
  directory,
  fates,
  sendFile: makeSendFile(s3, bucket, fates),
  now: Date.now,
  say: (line) => console.log(line),
});

let ending = false;
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => (ending = true));

console.log(`drop-watcher: ${directory}`);
for (let round = 0; !ending; round += 1) {
  try {
    await watch(round % FOLLOW_EVERY === 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
  await sleep(PAUSE_MS);
}
process.exit(0);
