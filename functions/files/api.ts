import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { makeInvokeFunction } from '../platform/invoke-function.ts';
import { openPublicS3, openS3 } from '../platform/s3.ts';
import { makeIsFileInUse } from '../runs/index.ts';
import { makeCompleteFile } from './complete-file.ts';
import { filesRoutes } from './contract.ts';
import { makeCreateFile } from './create-file.ts';
import { makeDeleteFile } from './delete-file.ts';
import { filesEnvironment } from './environment.ts';
import { makeListFiles } from './list-files.ts';
import { makeListFolders } from './list-folders.ts';
import { makeObjectStore } from './object-store.ts';
import { makeReadPreview } from './preview.ts';
import { makePreviewFile } from './preview-file.ts';
import { makeShowFile } from './show-file.ts';
import { makeFileStore } from './store.ts';

const config = readConfig(filesEnvironment);
const { platform, table, cursors } = openApiPlatform('files', config);
const store = makeFileStore(table);
const objects = makeObjectStore(openS3(config), openPublicS3(config), config.FILES_BUCKET);
const readPreview = makeReadPreview(makeInvokeFunction(), config.PREVIEW_FUNCTION);
const { now } = platform;

export const handler = makeApi(
  filesRoutes,
  {
    createFile: makeCreateFile({ store, objects, now }),
    completeFile: makeCompleteFile({ store, objects }),
    listFiles: makeListFiles({ store, cursors, now }),
    listFolders: makeListFolders({ store, now }),
    showFile: makeShowFile({ store, objects }),
    previewFile: makePreviewFile({ store, objects, readPreview }),
    deleteFile: makeDeleteFile({ store, objects, isFileInUse: makeIsFileInUse(table), now }),
  },
  platform,
);
