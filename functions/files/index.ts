import type { Table } from '../platform/table.ts';
import { type FindOwnReadyFiles, makeFindOwnReadyFiles as make } from './find-own-ready-files.ts';
import { makeFileStore } from './store.ts';

/** What the other domains may use of files. */
export { checkReady, makeFileEntity } from './entity.ts';
export type { FindOwnReadyFiles, ReadyFile } from './find-own-ready-files.ts';

export const makeFindOwnReadyFiles = (table: Table, filesBucket: string): FindOwnReadyFiles =>
  make({ store: makeFileStore(table), bucket: filesBucket });
