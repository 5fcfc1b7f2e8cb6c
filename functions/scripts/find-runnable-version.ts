import { decide } from '../platform/decide.ts';
import { conflict, notAllowed, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import type { RunPolicy } from '../platform/run-policy.ts';
import { text } from '../platform/text.ts';
import { type ParametersSchema, type Script, thingOfScript } from './script.ts';
import type { Limits } from './script-schema.ts';
import { sourceKey } from './source-key.ts';
import type { ScriptStore } from './store.ts';

/** A version that a run may execute, and where its source is. */
export interface RunnableVersion {
  readonly name: string;
  readonly version: number;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly file_name: string;
  readonly bucket: string;
  readonly key: string;
  readonly parameters: ParametersSchema;
  readonly limits: Limits;
  readonly policy: RunPolicy;
}

/**
 * Finds the version a run is to execute: the given one, published or not, or the current one. Throws 40401 where
 * there is none or the caller may not see it, 40301 where they may see but not run it, 40901 for an archived script.
 * Without a caller nobody's right is asked for: when a trigger looks at its script; its run is started for its owner.
 */
export type FindRunnableVersion = (
  name: string,
  version?: number,
  caller?: Caller,
) => Promise<RunnableVersion>;

const checkMayRun = async (caller: Caller, script: Script): Promise<void> => {
  const thing = thingOfScript(script);
  if (await decide(caller, 'scripts.run', thing)) return;
  throw (await decide(caller, 'scripts.read', thing)) ? notAllowed('runs.start') : notFound();
};

export const makeFindRunnableVersion =
  ({
    store,
    bucket,
  }: {
    store: Pick<ScriptStore, 'find' | 'findVersion'>;
    bucket: string;
  }): FindRunnableVersion =>
  async (name, version, caller) => {
    const script = await store.find(name);
    if (script === undefined) throw notFound();
    if (caller !== undefined) await checkMayRun(caller, script);
    if (script.archived)
      throw conflict(
        text(
          'the script is archived and does not run; upload or publish a version to take it up again',
          '该脚本已归档，无法运行；上传或发布一个版本即可恢复',
        ),
      );
    const found = await store.findVersion(name, version ?? script.currentVersion);
    if (found === undefined) throw notFound();
    return {
      name,
      version: found.n,
      sha256: found.sha256,
      size: found.size,
      file_name: found.fileName,
      bucket,
      key: sourceKey(name, found.sha256),
      parameters: found.parameters,
      limits: found.limits,
      policy: script.policy,
    };
  };
