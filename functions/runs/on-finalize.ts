import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { finalizeRunEnvironment } from './environment.ts';
import { makeFinalizeByWorkflow } from './finalize-by-event.ts';
import { openFinalize } from './open-finalize.ts';

const { finalizeRun } = openFinalize(readConfig(finalizeRunEnvironment), makeLog('finalize-run'));

/** The workflow's state Finalize. */
export const handler = makeFinalizeByWorkflow({ finalizeRun, now: Date.now });
