import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred, deferredCall } from '../platform/deferred.ts';
import type { Archive } from './archive.ts';
import { auditRoutes } from './contract.ts';
import { auditApiEnvironment } from './environment.ts';
import { makeEventStore } from './event-store.ts';
import { makeAuditOperations } from './operations.ts';
import type { Signer } from './signer.ts';

const config = readConfig(auditApiEnvironment);
const { platform, table, cursors } = openApiPlatform('audit', config);

/** The API of the audit log. */
export const handler = makeApi(
  auditRoutes,
  makeAuditOperations({
    store: makeEventStore(table),
    // Who searches needs neither.
    archive: deferred<Archive>(async () => (await import('./open-archive.ts')).openArchive(config)),
    signer: deferred<Signer>(async () => (await import('./signer.ts')).makeSigner(config.AUDIT_KEY_ID)),
    invoke: deferredCall<[string, unknown], unknown>(async () =>
      (await import('../platform/invoke-function.ts')).makeInvokeFunction(config),
    ),
    digestFunction: config.DIGEST_FUNCTION,
    cursors,
    now: platform.now,
  }),
  platform,
);
