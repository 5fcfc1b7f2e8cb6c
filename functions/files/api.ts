import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred, deferredCall } from '../platform/deferred.ts';
import { makeIsFileInUse } from '../runs/index.ts';
import { makeCompleteFile } from './complete-file.ts';
import { filesRoutes } from './contract.ts';
import { makeCreateFile } from './create-file.ts';
import { makeDeleteFile } from './delete-file.ts';
import { filesEnvironment } from './environment.ts';
import { makeListFiles } from './list-files.ts';
import { makeListFolders } from './list-folders.ts';
import { makeReadPreview } from './preview.ts';
import { makePreviewFile } from './preview-file.ts';
import { makeShowFile } from './show-file.ts';
import { makeFileStore } from './store.ts';
import { makeUpdateFile } from './update-file.ts';

const config = readConfig(filesEnvironment);
const { platform, table, cursors } = openApiPlatform('files', config);
const store = makeFileStore(table);
// Loaded with their first use: a list needs the table and nothing else.
const objects = deferred(async () => (await import('./open-objects.ts')).openObjectStore(config));
const invoke = deferredCall(async () =>
  (await import('../platform/invoke-function.ts')).makeInvokeFunction(config),
);
const readPreview = makeReadPreview(invoke, config.PREVIEW_FUNCTION);
const maskDownload = deferredCall(async () =>
  (await import('../platform/open-masked-copies.ts')).openMaskDownload(config),
);
const { now } = platform;

export const handler = makeApi(
  filesRoutes,
  {
    createFile: makeCreateFile({ store, objects, now }),
    completeFile: makeCompleteFile({ store, objects }),
    listFiles: makeListFiles({ store, cursors, now }),
    listFolders: makeListFolders({ store, now }),
    showFile: makeShowFile({ store, objects, maskDownload }),
    previewFile: makePreviewFile({ store, objects, readPreview }),
    updateFile: makeUpdateFile({ store }),
    deleteFile: makeDeleteFile({ store, objects, isFileInUse: makeIsFileInUse(table), now }),
  },
  platform,
);
