import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { makeIsFileInUse } from '../runs/index.ts';
import { sweepFilesEnvironment } from './environment.ts';
import { makeObjectStore } from './object-store.ts';
import { makeFileStore } from './store.ts';
import { makeSweepFiles } from './sweep-files.ts';

const config = readConfig(sweepFilesEnvironment);
const table = openTable(config.TABLE_NAME);
const s3 = openS3(config);
const sweep = makeSweepFiles({
  store: makeFileStore(table),
  objects: makeObjectStore(s3, s3, config.FILES_BUCKET),
  isFileInUse: makeIsFileInUse(table),
  now: Date.now,
  log: makeLog('sweep-files'),
});

/** Called every hour; an invocation with failures is a failed one, so that its alarm sees it. */
export const handler = async (): Promise<void> => {
  const { failed } = await sweep();
  if (failed > 0) throw new Error(`${failed} files were not swept`);
};
