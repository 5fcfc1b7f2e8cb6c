import type { FindOwnReadyFiles } from '../files/index.ts';
import type { FieldError } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import type { FindRunnableVersion } from '../scripts/index.ts';
import { checkPriority } from './launch-run.ts';
import { checkFiles } from './parameters/check-files.ts';
import { checkParameters } from './parameters/check-parameters.ts';
import { parametersShape } from './parameters/parameter-schema.ts';

/** What is going to be run, again and again. */
export interface PlannedRun {
  readonly script: string;
  readonly version: number | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Null: the script's own. */
  readonly priority: number | null;
}

/**
 * Checks what a schedule is going to start as `POST /runs` would, files included, and starts nothing: the faults it
 * would answer. Throws 40401 where there is no such script or version, 40901 for an archived script.
 */
export type CheckRun = (caller: Caller, planned: PlannedRun) => Promise<readonly FieldError[]>;

export const makeCheckRun =
  ({
    findRunnableVersion,
    findOwnReadyFiles,
  }: {
    readonly findRunnableVersion: FindRunnableVersion;
    readonly findOwnReadyFiles: FindOwnReadyFiles;
  }): CheckRun =>
  async (caller, { script, version, parameters, priority }) => {
    const runnable = await findRunnableVersion(script, version, caller);
    if (priority !== null) checkPriority(caller, priority, runnable.policy.priority);
    const shape = parametersShape.parse(runnable.parameters);
    const { faults, fileIds } = checkParameters(shape, parameters);
    const ids = [...new Set(Object.values(fileIds).flat())];
    const files = ids.length === 0 ? [] : await findOwnReadyFiles(caller, ids);
    return [...faults, ...checkFiles(shape, fileIds, new Map(files.map((file) => [file.id, file])))];
  };
