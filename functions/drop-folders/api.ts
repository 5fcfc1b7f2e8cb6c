import { SQSClient } from '@aws-sdk/client-sqs';
import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { openPublicS3, openS3 } from '../platform/s3.ts';
import { openCheckFileGroups, openFindFileRules } from '../runs/index.ts';
import { makeCheckFolder } from './check-folder.ts';
import { dropFoldersRoutes } from './contract.ts';
import { makeDropObjects } from './drop-objects.ts';
import { makeSendMessages } from './drop-queue.ts';
import { dropFoldersEnvironment } from './environment.ts';
import { makeFolderStore } from './folder-store.ts';
import { makeDropFoldersOperations } from './operations.ts';
import { makeSetStore } from './set-store.ts';
import { makeStrayStore } from './stray-store.ts';

const config = readConfig(dropFoldersEnvironment);
const { platform, table, cursors } = openApiPlatform('drop-folders', config);

/** The API of drop folders. */
export const handler = makeApi(
  dropFoldersRoutes,
  makeDropFoldersOperations({
    folders: makeFolderStore(table),
    sets: makeSetStore(table),
    strays: makeStrayStore(table),
    objects: makeDropObjects(openS3(config), openPublicS3(config), config.FILES_BUCKET),
    send: makeSendMessages(new SQSClient({}), config.DROP_QUEUE_URL),
    checkFolder: makeCheckFolder(openCheckFileGroups(table, config.FILES_BUCKET)),
    findFileRules: openFindFileRules(table, config.FILES_BUCKET),
    cursors,
    now: platform.now,
  }),
  platform,
);
