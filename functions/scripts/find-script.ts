import { decide } from '../platform/decide.ts';
import { notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { type Script, type ScriptVersion, thingOfScript } from './script.ts';
import type { ScriptStore } from './store.ts';

/** Reads a script that the caller may see; throws 40401 for one that is absent, or restricted and not shared with them. */
export const findVisibleScript = async (
  store: Pick<ScriptStore, 'find'>,
  name: string,
  caller: Caller,
): Promise<Script> => {
  const script = await store.find(name);
  if (script === undefined || !(await decide(caller, 'scripts.read', thingOfScript(script))))
    throw notFound();
  return script;
};

/** Reads a script that the caller may see with one of its versions; throws 40401. */
export const findVersion = async (
  store: Pick<ScriptStore, 'find' | 'findVersion'>,
  name: string,
  n: number,
  caller: Caller,
): Promise<{ script: Script; version: ScriptVersion }> => {
  const [script, version] = await Promise.all([
    findVisibleScript(store, name, caller),
    store.findVersion(name, n),
  ]);
  if (version === undefined) throw notFound();
  return { script, version };
};
