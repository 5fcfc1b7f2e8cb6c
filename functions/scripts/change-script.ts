import { conflict, notAllowed, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import { mayChange, type Script } from './script.ts';
import type { ScriptStore } from './store.ts';

/**
 * Reads the script that a caller is about to change. Throws 40401, 40301 (scripts are for all to see, so this tells
 * nothing), or 40901 when the caller decided on an older `version`.
 */
export const findToChange = async (
  store: Pick<ScriptStore, 'find'>,
  name: string,
  caller: Caller,
  version: number | undefined,
): Promise<Script> => {
  const script = await store.find(name);
  if (script === undefined) throw notFound();
  if (!mayChange(caller, script)) throw notAllowed('scripts.manage.all');
  if (version !== undefined && version !== script.version)
    throw conflict(text('the script was changed meanwhile; load it again', '该脚本已被修改，请重新加载'), [
      {
        field: 'version',
        message: text(`is stale: the script is at ${script.version}`, `已过期：当前为 ${script.version}`),
        details: { current: script.version },
      },
    ]);
  return script;
};
