import { SQSClient } from '@aws-sdk/client-sqs';
import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { openPublicS3, openS3 } from '../platform/s3.ts';
import { openCheckFileGroups, openFindFileRules } from '../runs/index.ts';
import { makeCheckFolder } from './check-folder.ts';
import { dropFoldersRoutes } from './contract.ts';
import { makeCountFolder } from './count-folder.ts';
import { makeCreateDropFolder } from './create-drop-folder.ts';
import { makeCreateDropUpload } from './create-drop-upload.ts';
import { makeDeleteDropFolder } from './delete-drop-folder.ts';
import { makeDeleteStray } from './delete-stray.ts';
import { makeDiscardDropSet } from './discard-drop-set.ts';
import { makeDropObjects } from './drop-objects.ts';
import { makeSendMessages } from './drop-queue.ts';
import { dropFoldersEnvironment } from './environment.ts';
import { makeFolderStore } from './folder-store.ts';
import { makeListDropFolders } from './list-drop-folders.ts';
import { makeListDropSets } from './list-drop-sets.ts';
import { makeListStrays } from './list-strays.ts';
import { makeReleaseStray } from './release-stray.ts';
import { makeRunDropSet } from './run-drop-set.ts';
import { makeSetStore } from './set-store.ts';
import { makeShowDropFolder } from './show-drop-folder.ts';
import { makeShowDropSet } from './show-drop-set.ts';
import { makeStrayStore } from './stray-store.ts';
import { makeUpdateDropFolder } from './update-drop-folder.ts';

const config = readConfig(dropFoldersEnvironment);
const { platform, table, cursors } = openApiPlatform('drop-folders', config);
const folders = makeFolderStore(table);
const sets = makeSetStore(table);
const strays = makeStrayStore(table);
const deps = {
  folders,
  sets,
  strays,
  objects: makeDropObjects(openS3(config), openPublicS3(config), config.FILES_BUCKET),
  send: makeSendMessages(new SQSClient({}), config.DROP_QUEUE_URL),
  checkFolder: makeCheckFolder(openCheckFileGroups(table, config.FILES_BUCKET)),
  countFolder: makeCountFolder({ sets, strays }),
  findFileRules: openFindFileRules(table, config.FILES_BUCKET),
  cursors,
  now: platform.now,
};

/** The API of drop folders. */
export const handler = makeApi(
  dropFoldersRoutes,
  {
    createDropFolder: makeCreateDropFolder(deps),
    listDropFolders: makeListDropFolders(deps),
    showDropFolder: makeShowDropFolder(deps),
    updateDropFolder: makeUpdateDropFolder(deps),
    deleteDropFolder: makeDeleteDropFolder(deps),
    listDropSets: makeListDropSets(deps),
    showDropSet: makeShowDropSet(deps),
    runDropSet: makeRunDropSet(deps),
    discardDropSet: makeDiscardDropSet(deps),
    listStrays: makeListStrays(deps),
    releaseStray: makeReleaseStray(deps),
    deleteStray: makeDeleteStray(deps),
    createDropUpload: makeCreateDropUpload(deps),
  },
  platform,
);
