import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { finalizeRunEnvironment } from './environment.ts';
import { makeFinalizeByReport } from './finalize-by-event.ts';
import { openFinalize } from './open-finalize.ts';

const log = makeLog('on-report');
const { finalizeRun } = openFinalize(readConfig(finalizeRunEnvironment), log);

/** A runner posted `report.json`. */
export const handler = makeFinalizeByReport({ finalizeRun, log });
