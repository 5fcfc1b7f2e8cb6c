import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { onTaskStoppedEnvironment } from './environment.ts';
import { makeFinalizeByTask } from './finalize-by-event.ts';
import { openFinalize } from './open-finalize.ts';

const log = makeLog('on-task-stopped');
const { finalizeRun, store } = openFinalize(readConfig(onTaskStoppedEnvironment), log);

/** An ECS task of a run stopped. */
export const handler = makeFinalizeByTask({ finalizeRun, store, log });
