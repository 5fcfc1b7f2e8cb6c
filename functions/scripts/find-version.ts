import { notFound } from '../platform/errors.ts';
import type { Script, ScriptVersion } from './script.ts';
import type { ScriptStore } from './store.ts';

/** Reads a script with one of its versions; throws 40401. */
export const findVersion = async (
  store: Pick<ScriptStore, 'find' | 'findVersion'>,
  name: string,
  n: number,
): Promise<{ script: Script; version: ScriptVersion }> => {
  const [script, version] = await Promise.all([store.find(name), store.findVersion(name, n)]);
  if (script === undefined || version === undefined) throw notFound();
  return { script, version };
};
