import { domainEventEnvelope } from '../../events/domain/domain-event.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openTable } from '../platform/table.ts';
import { heartbeatEnvironment } from './environment.ts';
import { makeHearRunEnd } from './hear-run-end.ts';
import { openEngine } from './open-engine.ts';

const config = readConfig(heartbeatEnvironment);
const log = makeLog('run-ended');
const hearRunEnd = makeHearRunEnd(openEngine(openTable(config.TABLE_NAME), config, log));
const finished = domainEventEnvelope('run.finished');

/** `run.finished` of a schedule's run. */
export const handler = async (event: unknown): Promise<void> => {
  await hearRunEnd(finished.parse(event).detail.trigger);
};
