import { makeFindOwnReadyFiles } from '../files/index.ts';
import type { Log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { type LaunchRun, makeLaunchRun } from './launch-run.ts';
import { openAdmission } from './open-admission.ts';
import type { Run } from './run.ts';
import { makeStartExecution } from './start-execution.ts';

/** What a trigger needs of runs: to start one, and to see how one has ended. */
export interface Launcher {
  readonly launchRun: LaunchRun;
  readonly findRun: (id: string) => Promise<Run | undefined>;
}

/**
 * Opens the start-run use case for a function that starts runs by itself. It is the same as of `POST /runs`: checks, the
 * transaction with its slot or its place in the queue, then the start. The function needs the table (read and write) and `bindStart` of the
 * state machine.
 */
export const openLauncher = (
  table: Table,
  config: { readonly FILES_BUCKET: string; readonly STATE_MACHINE_ARN: string },
  log: Log,
): Launcher => {
  const admission = openAdmission(table, config, log);
  const { store } = admission;
  return {
    findRun: store.find,
    launchRun: makeLaunchRun({
      ...admission,
      findRunnableVersion: makeFindRunnableVersion(table, config.FILES_BUCKET),
      findOwnReadyFiles: makeFindOwnReadyFiles(table, config.FILES_BUCKET),
      startExecution: makeStartExecution(admission),
      now: Date.now,
      log,
    }),
  };
};
