import { openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred, deferredCall } from '../platform/deferred.ts';
import { openCheckFileGroups, openFindFileRules } from '../runs/index.ts';
import { makeCheckFolder } from './check-folder.ts';
import { dropFoldersRoutes } from './contract.ts';
import { dropFoldersEnvironment } from './environment.ts';
import { makeFolderStore } from './folder-store.ts';
import { makeDropFoldersOperations, type SomeDropObjects } from './operations.ts';
import { makeSetStore } from './set-store.ts';
import { makeStrayStore } from './stray-store.ts';

const config = readConfig(dropFoldersEnvironment);
const { platform, table, cursors } = openApiPlatform('drop-folders', config);
// Loaded with their first use: what is shown needs the table and nothing else.
const clients = () => import('./open-clients.ts');

/** The API of drop folders. */
export const handler = makeApi(
  dropFoldersRoutes,
  makeDropFoldersOperations({
    folders: makeFolderStore(table),
    sets: makeSetStore(table),
    strays: makeStrayStore(table),
    objects: deferred<SomeDropObjects>(async () => (await clients()).openDropObjects(config)),
    send: deferredCall(async () => (await clients()).openDropQueue(config)),
    checkFolder: makeCheckFolder(openCheckFileGroups(table, config.FILES_BUCKET)),
    findFileRules: openFindFileRules(table, config.FILES_BUCKET),
    cursors,
    now: platform.now,
  }),
  platform,
);
