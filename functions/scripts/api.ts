import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred, deferredCall } from '../platform/deferred.ts';
import type { ReadForm } from '../platform/read-request.ts';
import { makeArchiveScript } from './archive-script.ts';
import { scriptsRoutes } from './contract.ts';
import { makeDiffVersions } from './diff-versions.ts';
import { scriptsEnvironment } from './environment.ts';
import { makeInspectScript } from './inspect-script.ts';
import { makeInspect } from './inspection.ts';
import { makeListPackages } from './list-packages.ts';
import { makeListScripts } from './list-scripts.ts';
import { makeListVersions } from './list-versions.ts';
import { makePublishVersion } from './publish-version.ts';
import { makeShowScript } from './show-script.ts';
import { makeShowSource } from './show-source.ts';
import { makeShowVersion } from './show-version.ts';
import { makeScriptStore } from './store.ts';
import { makeUpdateScript } from './update-script.ts';
import { makeUploadScript } from './upload-script.ts';

const config = readConfig(scriptsEnvironment);
const { platform, table, cursors } = openApiPlatform('scripts', config);
const store = makeScriptStore(table);
// Loaded with their first use: most requests read the table and nothing else.
const sources = deferred(async () => (await import('./open-sources.ts')).openSourceStore(config));
const invoke = deferredCall(async () =>
  (await import('../platform/invoke-function.ts')).makeInvokeFunction(config),
);
const inspect = makeInspect(invoke, config.INSPECT_FUNCTION);
const { now } = platform;

/** The form parser is loaded by the requests that bring a form. */
const readForm: ReadForm = async (contentType, body) =>
  (await import('../platform/multipart.ts')).readMultipart(contentType, body);

export const handler = makeApi(
  scriptsRoutes,
  {
    uploadScript: makeUploadScript({ store, sources, inspect, now }),
    inspectScript: makeInspectScript({ inspect }),
    listScripts: makeListScripts({ store, cursors }),
    showScript: makeShowScript({ store }),
    updateScript: makeUpdateScript({ store, now }),
    archiveScript: makeArchiveScript({ store, now }),
    listVersions: makeListVersions({ store, cursors }),
    showVersion: makeShowVersion({ store }),
    showSource: makeShowSource({ store, sources }),
    publishVersion: makePublishVersion({ store, now }),
    diffVersions: makeDiffVersions({ store, sources }),
    listPackages: makeListPackages(),
  },
  { ...platform, readForm },
);
