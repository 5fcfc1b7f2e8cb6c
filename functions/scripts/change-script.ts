import { decide } from '../platform/decide.ts';
import { conflict, notAllowed } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { ObjectAction } from '../platform/thing.ts';
import { findVisibleScript } from './find-script.ts';
import { type Script, thingOfScript } from './script.ts';
import type { ScriptStore } from './store.ts';

/**
 * Reads the script that a caller is about to change. Throws 40401 where they may not see it, 40301 where they only may, or 40901 when the caller decided on an older `version`.
 */
export const findToChange = async (
  store: Pick<ScriptStore, 'find'>,
  name: string,
  caller: Caller,
  version: number | undefined,
  action: ObjectAction = 'scripts.edit',
): Promise<Script> => {
  const script = await findVisibleScript(store, name, caller);
  if (!(await decide(caller, action, thingOfScript(script)))) throw notAllowed('scripts.manage.all');
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
