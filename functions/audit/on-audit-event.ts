import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { makeArchiveEvents } from './archive-events.ts';
import { onAuditEventEnvironment } from './environment.ts';
import { openArchive } from './open-archive.ts';

/** New rows of the audit log, by the table's stream. */
export const handler = makeArchiveEvents({
  archive: openArchive(readConfig(onAuditEventEnvironment)),
  log: makeLog('on-audit-event'),
});
