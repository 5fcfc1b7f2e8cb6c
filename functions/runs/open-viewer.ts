import { setTimeout as sleep } from 'node:timers/promises';
import { openS3, type S3Location } from '../platform/s3.ts';
import type { Table } from '../platform/table.ts';
import { makeQueueStore } from './admission/queue-store.ts';
import { makeFindPlace } from './admission/read-queue.ts';
import { makeRunObjects } from './objects.ts';
import { makeRunStore } from './store.ts';
import { makeViewRun, type ViewRun } from './view-run.ts';
import { makeWaitForEnd, type WaitForEnd } from './wait-for-end.ts';

/** What a trigger that answers with its run needs: to wait for the end, and to put the whole run together. */
export interface RunViewer {
  readonly waitForEnd: WaitForEnd;
  readonly viewRun: ViewRun;
}

/** The function needs the table, and `s3:GetObject` and `s3:ListBucket` on `outcomes/*` of the artifacts bucket. */
export const openRunViewer = (
  table: Table,
  config: S3Location & { readonly ARTIFACTS_BUCKET: string },
): RunViewer => {
  const store = makeRunStore(table);
  return {
    waitForEnd: makeWaitForEnd({ store, now: Date.now, sleep }),
    viewRun: makeViewRun({
      store,
      objects: makeRunObjects(openS3(config), config.ARTIFACTS_BUCKET),
      findPlace: makeFindPlace(makeQueueStore(table)),
    }),
  };
};
