import { makeFindOwnReadyFiles } from '../files/index.ts';
import type { Table } from '../platform/table.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { type CheckRun, makeCheckRun } from './check-run.ts';
import { makeRunStore } from './store.ts';

export { lineUp } from './admission/admit.ts';
export type { Dispatch } from './admission/dispatch.ts';
export { type Ledger, platformLimit } from './admission/ledger.ts';
export type { QueueStore } from './admission/queue-store.ts';
export { readQueue } from './admission/read-queue.ts';
export type { CheckRun } from './check-run.ts';
export type { LaunchRun, Wish } from './launch-run.ts';
export { openAdmission } from './open-admission.ts';
export { type Launcher, openLauncher } from './open-launcher.ts';
export { isFinal, type Run } from './run.ts';

/** What the other domains may use of runs. */

/** Whether a run that is not final uses the file: then it must not be deleted. */
export type IsFileInUse = (fileId: string) => Promise<boolean>;

export const makeIsFileInUse = (table: Table): IsFileInUse => {
  const store = makeRunStore(table);
  return (fileId) => store.isFileInUse(fileId, Date.now());
};

/** Checks what a schedule is going to start, now that it is written. */
export const openCheckRun = (table: Table, filesBucket: string): CheckRun =>
  makeCheckRun({
    findRunnableVersion: makeFindRunnableVersion(table, filesBucket),
    findOwnReadyFiles: makeFindOwnReadyFiles(table, filesBucket),
  });
