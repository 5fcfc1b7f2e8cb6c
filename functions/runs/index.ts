import type { Table } from '../platform/table.ts';
import { makeRunStore } from './store.ts';

export { lineUp } from './admission/admit.ts';
export type { Dispatch } from './admission/dispatch.ts';
export { type Ledger, platformLimit } from './admission/ledger.ts';
export type { QueueStore } from './admission/queue-store.ts';
export { readQueue } from './admission/read-queue.ts';
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
