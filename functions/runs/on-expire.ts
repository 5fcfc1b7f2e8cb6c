import * as z from 'zod';
import { makeRemoveFile } from '../files/index.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { expireRunsEnvironment } from './environment.ts';
import { makeRunObjects } from './objects.ts';
import { makeExpireRuns } from './retention/expire-runs.ts';
import { makeRunStore } from './store.ts';

const config = readConfig(expireRunsEnvironment);
const table = openTable(config.TABLE_NAME);
const s3 = openS3(config);
const store = makeRunStore(table);
const daysOf = (days: number): number | null => (days === 0 ? null : days);
const expire = makeExpireRuns({
  store,
  objects: makeRunObjects(s3, config.ARTIFACTS_BUCKET),
  removeFile: makeRemoveFile({
    table,
    s3,
    bucket: config.FILES_BUCKET,
    isFileInUse: (id) => store.isFileInUse(id, Date.now()),
  }),
  platform: {
    run_days: daysOf(config.RUN_DAYS),
    log_days: daysOf(config.LOG_DAYS),
    artifact_days: daysOf(config.ARTIFACT_DAYS),
    file_days: daysOf(config.FILE_DAYS),
  },
  now: Date.now,
  log: makeLog('expire-runs'),
});

/** By hand: how many days back it looks. The rule's own event says nothing of it. */
const wish = z.object({ days: z.int().min(1).max(4000).optional() });

/** Called every hour; an invocation with failures is a failed one, so that its alarm sees it. */
export const handler = async (event: unknown) => {
  const { data } = wish.safeParse(event);
  const done = await expire(data?.days);
  if (done.failed > 0) throw new Error(`${done.failed} runs did not expire`);
  return done;
};
