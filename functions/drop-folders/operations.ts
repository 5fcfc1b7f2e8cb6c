import type { Operations } from '../platform/api.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { FindFileRules } from '../runs/index.ts';
import type { CheckFolder } from './check-folder.ts';
import type { dropFoldersRoutes } from './contract.ts';
import { makeCountFolder } from './count-folder.ts';
import { makeCreateDropFolder } from './create-drop-folder.ts';
import { makeCreateDropUpload } from './create-drop-upload.ts';
import { makeDeleteDropFolder } from './delete-drop-folder.ts';
import { makeDeleteStray } from './delete-stray.ts';
import { makeDiscardDropSet } from './discard-drop-set.ts';
import type { DropObjects } from './drop-objects.ts';
import type { SendMessages } from './drop-queue.ts';
import type { FolderStore } from './folder-store.ts';
import { makeListDropFolders } from './list-drop-folders.ts';
import { makeListDropSets } from './list-drop-sets.ts';
import { makeListStrays } from './list-strays.ts';
import { makeReleaseStray } from './release-stray.ts';
import { makeRunDropSet } from './run-drop-set.ts';
import type { SetStore } from './set-store.ts';
import { makeShowDropFolder } from './show-drop-folder.ts';
import { makeShowDropSet } from './show-drop-set.ts';
import type { StrayStore } from './stray-store.ts';
import { makeUpdateDropFolder } from './update-drop-folder.ts';

/** What the API does with objects: it looks at none that it does not know. */
export type SomeDropObjects = Pick<DropObjects, 'copy' | 'removeUpTo' | 'signUpload'>;

export interface DropFoldersDependencies {
  readonly folders: FolderStore;
  readonly sets: SetStore;
  readonly strays: StrayStore;
  readonly objects: SomeDropObjects;
  readonly send: SendMessages;
  readonly checkFolder: CheckFolder;
  readonly findFileRules: FindFileRules;
  readonly cursors: Cursors;
  readonly now: () => number;
}

/** Every operation of the API. */
export const makeDropFoldersOperations = (
  given: DropFoldersDependencies,
): Operations<typeof dropFoldersRoutes> => {
  const deps = { ...given, countFolder: makeCountFolder(given) };
  return {
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
  };
};
