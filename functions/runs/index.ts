import type { Table } from '../platform/table.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { type CheckWish, makeCheckWish } from './check-wish.ts';
import { makeRunStore } from './store.ts';

export type { CheckedWish, CheckWish } from './check-wish.ts';
export type { LaunchRun, Wish } from './launch-run.ts';
export { type Launcher, openLauncher } from './open-launcher.ts';
export { openRunViewer, type RunViewer } from './open-viewer.ts';
export { isFinal, type Run } from './run.ts';

/** What the other domains may use of runs. */

/** Whether a run that is not final uses the file: then it must not be deleted. */
export type IsFileInUse = (fileId: string) => Promise<boolean>;

export const makeIsFileInUse = (table: Table): IsFileInUse => makeRunStore(table).isFileInUse;

/** Checks what a trigger is going to start, before its files are there. */
export const openCheckWish = (table: Table, filesBucket: string): CheckWish =>
  makeCheckWish({ findRunnableVersion: makeFindRunnableVersion(table, filesBucket) });
