import { readConfig } from '../platform/config.ts';
import { makePublishEvents } from '../platform/domain-events.ts';
import { makeLog } from '../platform/log.ts';
import { openTable } from '../platform/table.ts';
import { onRunChangedEnvironment } from './environment.ts';
import { openRemoval } from './open-removal.ts';
import { openTasks } from './open-tasks.ts';
import { makeStopCancelling } from './stop-cancelling.ts';
import { makeStopTasks } from './stop-tasks.ts';
import { makeRunStore } from './store.ts';
import { makeTellRunChanges } from './tell-run-changes.ts';

const config = readConfig(onRunChangedEnvironment);
const log = makeLog('on-run-changed');
const store = makeRunStore(openTable(config.TABLE_NAME));
const stopCancelling = makeStopCancelling({
  objects: openRemoval(config),
  stopTasks: makeStopTasks({ store, tasks: openTasks(config), now: Date.now }),
  log,
});
const tellRunChanges = makeTellRunChanges({ publish: makePublishEvents(config.EVENT_BUS), log });

/** Changes of runs, by the table's stream. */
export const handler = async (event: unknown) => {
  await stopCancelling(event);
  return tellRunChanges(event);
};
