import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Thing } from '../platform/thing.ts';
import { type FindRunnableVersion, makeFindRunnableVersion as make } from './find-runnable-version.ts';
import { thingOfScript } from './script.ts';
import { makeScriptStore } from './store.ts';

/** What the other domains may use of scripts. */
export type { FindRunnableVersion, RunnableVersion } from './find-runnable-version.ts';

/** `filesBucket` holds the sources. */
export const makeFindRunnableVersion = (table: Table, filesBucket: string): FindRunnableVersion =>
  make({ store: makeScriptStore(table), bucket: filesBucket });

/** Finds a script as decisions know it. */
export const makeFindScriptThing = (table: Table): ((id: string) => Promise<Thing | undefined>) => {
  const find = once(() => makeScriptStore(table));
  return async (id) => {
    const found = await find().find(id);
    return found === undefined ? undefined : thingOfScript(found);
  };
};
