import type { Operations } from '../platform/api.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { InvokeFunction } from '../platform/function-failed.ts';
import type { Archive } from './archive.ts';
import type { auditRoutes } from './contract.ts';
import type { EventStore } from './event-store.ts';
import { makeExportAuditEvents } from './export-audit-events.ts';
import { makeListAuditEvents } from './list-audit-events.ts';
import { makeListAuditObjects } from './list-audit-objects.ts';
import { makeReadAuditObject } from './read-audit-object.ts';
import { makeRequestAuditDigest } from './request-audit-digest.ts';
import { makeShowAuditEvent } from './show-audit-event.ts';
import { makeShowAuditKey } from './show-audit-key.ts';
import type { Signer } from './signer.ts';

/** Everything the API of the audit log reaches outside itself. */
export interface AuditDependencies {
  readonly store: EventStore;
  readonly archive: Pick<Archive, 'list' | 'read'>;
  readonly signer: Pick<Signer, 'publicKey'>;
  readonly invoke: InvokeFunction;
  /** The function OnDigest. */
  readonly digestFunction: string;
  readonly cursors: Cursors;
  readonly now: () => number;
}

/** One operation for each route of the audit log. */
export const makeAuditOperations = (deps: AuditDependencies): Operations<typeof auditRoutes> => ({
  listAuditEvents: makeListAuditEvents(deps),
  exportAuditEvents: makeExportAuditEvents(deps),
  showAuditEvent: makeShowAuditEvent(deps),
  listAuditObjects: makeListAuditObjects(deps),
  readAuditObject: makeReadAuditObject(deps),
  showAuditKey: makeShowAuditKey(deps),
  requestAuditDigest: makeRequestAuditDigest(deps),
});
