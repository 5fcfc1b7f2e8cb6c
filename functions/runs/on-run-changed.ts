import { readConfig } from '../platform/config.ts';
import { makePublishEvents } from '../platform/domain-events.ts';
import { makeLog } from '../platform/log.ts';
import { onRunChangedEnvironment } from './environment.ts';
import { makeTellRunChanges } from './tell-run-changes.ts';

const { EVENT_BUS } = readConfig(onRunChangedEnvironment);

/** Changes of runs, by the table's stream. */
export const handler = makeTellRunChanges({
  publish: makePublishEvents(EVENT_BUS),
  log: makeLog('on-run-changed'),
});
