import { scheduleWork } from '../../events/sqs/schedule-work.ts';
import { sqsEvent } from '../../events/sqs/sqs-event.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openTable } from '../platform/table.ts';
import { heartbeatEnvironment } from './environment.ts';
import { makeDoWork } from './heartbeat.ts';
import { openEngine } from './open-engine.ts';
import { workThrough } from './work-through.ts';

const config = readConfig(heartbeatEnvironment);
const log = makeLog('schedule-work');
const doWork = makeDoWork(openEngine(openTable(config.TABLE_NAME), config, log));

/** What a heartbeat handed on. Messages that fail come again; those that did not, do not. */
export const handler = (event: unknown) =>
  workThrough(sqsEvent.parse(event).Records, log, async (body) =>
    doWork(scheduleWork.parse(JSON.parse(body))),
  );
