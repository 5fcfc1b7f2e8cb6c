import type { FieldError } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import type { FindRunnableVersion } from '../scripts/index.ts';
import { checkParameters } from './parameters/check-parameters.ts';
import { holdsFiles, parametersShape } from './parameters/parameter-schema.ts';

/** What is known of a wish before its files are there. */
export interface CheckedWish {
  readonly faults: readonly FieldError[];
  /** The version's parameters, and those of them that take files. */
  readonly parameters: readonly string[];
  readonly fileParameters: readonly string[];
}

/** Stands for a file that is not there yet. */
const SOME_FILE = `file_${'0'.repeat(26)}`;

/**
 * Checks what a trigger is going to start, as `POST /runs` would, with the files of each file parameter still to come:
 * only their number is known. With a `caller`, who must be allowed to run the script. Throws 40401 where there is no such script or version, 40901 for an archived script.
 */
export const makeCheckWish =
  ({ findRunnableVersion }: { readonly findRunnableVersion: FindRunnableVersion }) =>
  async (
    { script, version }: { readonly script: string; readonly version: number | undefined },
    parameters: Readonly<Record<string, unknown>>,
    filesToCome: Readonly<Record<string, number>>,
    caller?: Caller,
  ): Promise<CheckedWish> => {
    const shape = parametersShape.parse((await findRunnableVersion(script, version, caller)).parameters);
    const files = Object.fromEntries(
      Object.entries(filesToCome).map(([name, count]): [string, string[]] => [
        name,
        Array<string>(count).fill(SOME_FILE),
      ]),
    );
    const { faults } = checkParameters(shape, { ...parameters, ...files });
    const names = Object.keys(shape.properties);
    const fileParameters = names.filter((name) => holdsFiles(shape.properties[name] ?? {}));
    return { faults, parameters: names, fileParameters };
  };

export type CheckWish = ReturnType<typeof makeCheckWish>;
