import type { FindOwnReadyFiles } from '../files/index.ts';
import type { Operations } from '../platform/api.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Log } from '../platform/log.ts';
import type { MaskDownload } from '../platform/masked-copy.ts';
import type { FindRunnableVersion } from '../scripts/index.ts';
import { makeAdmission } from './admission/admission.ts';
import type { QueueStore } from './admission/queue-store.ts';
import { makeFindPlace } from './admission/read-queue.ts';
import { makeCancelRun } from './cancel-run.ts';
import type { runsRoutes } from './contract.ts';
import { makeCountRuns } from './count-runs.ts';
import { makeDownloadArtifact, type SignDownload, type SignRead } from './download-artifact.ts';
import { makeExecuteScript } from './execute-script.ts';
import { makeLaunchRun } from './launch-run.ts';
import { makeListArtifacts } from './list-artifacts.ts';
import { makeListRuns } from './list-runs.ts';
import { makeLogReader } from './log-reader.ts';
import type { RunObjects } from './objects.ts';
import { makePinRun } from './pin-run.ts';
import { makeReadLogs } from './read-logs.ts';
import { makeReadTable } from './read-table.ts';
import { makeRetryRun } from './retry-run.ts';
import { makeShowRun } from './show-run.ts';
import { makeStartExecution } from './start-execution.ts';
import { makeStartRun } from './start-run.ts';
import { makeStopCancelled } from './stop-cancelled.ts';
import { makeStopTasks } from './stop-tasks.ts';
import type { RunStore } from './store.ts';
import type { Tasks } from './tasks.ts';
import { makeViewRun } from './view-run.ts';
import type { Workflow } from './workflow.ts';

/** Everything the API of runs reaches outside itself. */
export interface RunsDependencies {
  readonly store: RunStore;
  readonly queue: QueueStore;
  readonly objects: RunObjects;
  readonly workflow: Pick<Workflow, 'start'>;
  readonly tasks: Pick<Tasks, 'findRunning' | 'stop'>;
  readonly findRunnableVersion: FindRunnableVersion;
  readonly findOwnReadyFiles: FindOwnReadyFiles;
  readonly signDownload: SignDownload;
  readonly signRead: SignRead;
  readonly maskDownload: MaskDownload;
  readonly cursors: Cursors;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly log: Log;
}

/** One operation for each route of runs. */
export const makeRunsOperations = (outside: RunsDependencies): Operations<typeof runsRoutes> => {
  const stopCancelled = makeStopCancelled({ ...outside, stopTasks: makeStopTasks(outside) });
  const admission = makeAdmission({ ...outside, stopCancelled });
  const shared = { ...outside, ...admission, stopCancelled };
  const deps = {
    ...shared,
    viewRun: makeViewRun({ ...shared, findPlace: makeFindPlace(shared.queue) }),
    logReader: makeLogReader(shared.objects),
    launchRun: makeLaunchRun({ ...shared, startExecution: makeStartExecution(shared) }),
  };
  return {
    startRun: makeStartRun(deps),
    executeScript: makeExecuteScript(deps),
    listRuns: makeListRuns(deps),
    countRuns: makeCountRuns(deps),
    pinRun: makePinRun(deps),
    showRun: makeShowRun(deps),
    cancelRun: makeCancelRun(deps),
    retryRun: makeRetryRun(deps),
    readLogs: makeReadLogs(deps),
    listArtifacts: makeListArtifacts(deps),
    downloadArtifact: makeDownloadArtifact(deps),
    readTable: makeReadTable(deps),
  };
};
