import { makeFindOwnReadyFiles } from '../files/index.ts';
import { deferred } from '../platform/deferred.ts';
import type { Log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { makeFindRunnableVersion } from '../scripts/index.ts';
import { type LaunchRun, makeLaunchRun } from './launch-run.ts';
import type { Run } from './run.ts';
import { makeStartExecution } from './start-execution.ts';
import { makeRunStore } from './store.ts';

/** What a trigger needs of runs: to start one, and to see how one has ended. */
export interface Launcher {
  readonly launchRun: LaunchRun;
  readonly findRun: (id: string) => Promise<Run | undefined>;
}

/**
 * Opens the start-run use case for a function that starts runs by itself. It is the same as of `POST /runs`: checks, the
 * transaction with its outbox row, then the start. The function needs the table (read and write) and `bindStart` of the
 * state machine.
 */
export const openLauncher = (
  table: Table,
  config: { readonly FILES_BUCKET: string; readonly STATE_MACHINE_ARN: string },
  log: Log,
): Launcher => {
  const store = makeRunStore(table);
  const workflow = deferred(async () => (await import('./open-workflow.ts')).openWorkflow(config));
  return {
    findRun: store.find,
    launchRun: makeLaunchRun({
      store,
      findRunnableVersion: makeFindRunnableVersion(table, config.FILES_BUCKET),
      findOwnReadyFiles: makeFindOwnReadyFiles(table, config.FILES_BUCKET),
      startExecution: makeStartExecution({ store, workflow }),
      now: Date.now,
      log,
    }),
  };
};
