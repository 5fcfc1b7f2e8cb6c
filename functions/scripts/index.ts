import type { Table } from '../platform/table.ts';
import { type FindRunnableVersion, makeFindRunnableVersion as make } from './find-runnable-version.ts';
import { makeScriptStore } from './store.ts';

/** What the other domains may use of scripts. */
export type { FindRunnableVersion, RunnableVersion } from './find-runnable-version.ts';

/** `filesBucket` holds the sources. */
export const makeFindRunnableVersion = (table: Table, filesBucket: string): FindRunnableVersion =>
  make({ store: makeScriptStore(table), bucket: filesBucket });
