import { makeFindOwnReadyFiles } from '../files/index.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Thing } from '../platform/thing.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { type CheckFileGroups, makeCheckFileGroups } from './check-file-groups.ts';
import { type CheckRun, makeCheckRun } from './check-run.ts';
import { type CheckWish, makeCheckWish } from './check-wish.ts';
import { type FileRules, fileRulesOf } from './parameters/file-rules.ts';
import { parametersShape } from './parameters/parameter-schema.ts';
import { isThere, thingOfRun } from './run.ts';
import { makeRunStore } from './store.ts';

export { lineUp } from './admission/admit.ts';
export type { Dispatch } from './admission/dispatch.ts';
export { type Ledger, platformLimit } from './admission/ledger.ts';
export type { QueueStore } from './admission/queue-store.ts';
export { readQueue } from './admission/read-queue.ts';
export type { CheckFileGroups } from './check-file-groups.ts';
export type { CheckRun } from './check-run.ts';
export type { CheckedWish, CheckWish } from './check-wish.ts';
export type { LaunchRun, Wish } from './launch-run.ts';
export { openAdmission } from './open-admission.ts';
export { type Launcher, openLauncher } from './open-launcher.ts';
export { openRunViewer, type RunViewer } from './open-viewer.ts';
export { isFinal, isWaiting, type Run } from './run.ts';

/** What the other domains may use of runs. */

/** Whether a run that is not final uses the file: then it must not be deleted. */
export type IsFileInUse = (fileId: string) => Promise<boolean>;

export const makeIsFileInUse = (table: Table): IsFileInUse => {
  const store = makeRunStore(table);
  return (fileId) => store.isFileInUse(fileId, Date.now());
};

/** Checks what a trigger is going to start with files that it will bring. `filesBucket` as of `openLauncher`. */
export const openCheckFileGroups = (table: Table, filesBucket: string): CheckFileGroups =>
  makeCheckFileGroups({
    findRunnableVersion: makeFindRunnableVersion(table, filesBucket),
    findOwnReadyFiles: makeFindOwnReadyFiles(table, filesBucket),
  });

/** What the script's current version (or the given one) says of the files of a parameter; undefined: it takes none there. */
export type FindFileRules = (
  script: string,
  version: number | undefined,
  parameter: string,
) => Promise<FileRules | undefined>;

export const openFindFileRules = (table: Table, filesBucket: string): FindFileRules => {
  const findRunnableVersion = makeFindRunnableVersion(table, filesBucket);
  return async (script, version, parameter) =>
    fileRulesOf(parametersShape.parse((await findRunnableVersion(script, version)).parameters), parameter);
};

/** Checks what a schedule is going to start, now that it is written. */
export const openCheckRun = (table: Table, filesBucket: string): CheckRun =>
  makeCheckRun({
    findRunnableVersion: makeFindRunnableVersion(table, filesBucket),
    findOwnReadyFiles: makeFindOwnReadyFiles(table, filesBucket),
  });

/** Checks what a trigger is going to start, before its files are there. */
export const openCheckWish = (table: Table, filesBucket: string): CheckWish =>
  makeCheckWish({ findRunnableVersion: makeFindRunnableVersion(table, filesBucket) });

/** Finds a run as decisions know it. */
export const makeFindRunThing = (table: Table): ((id: string) => Promise<Thing | undefined>) => {
  const find = once(() => makeRunStore(table));
  return async (id) => {
    const found = await find().find(id);
    return found === undefined || !isThere(found) ? undefined : thingOfRun(found);
  };
};
