import type { FindOwnReadyFiles } from '../files/index.ts';
import type { FieldError } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { FindRunnableVersion } from '../scripts/index.ts';
import { checkFiles } from './parameters/check-files.ts';
import { checkParameters } from './parameters/check-parameters.ts';
import { type FileRules, fileRulesOf } from './parameters/file-rules.ts';
import { holdsFiles, type ParametersShape, parametersShape } from './parameters/parameter-schema.ts';
import { words } from './parameters/value-words.ts';

/** Files that a trigger will bring for a parameter: so many, under names that end so (undefined: any). */
export interface FileGroup {
  readonly parameter: string;
  /** How many there are at least, and at most. */
  readonly least: number;
  readonly most: number;
  readonly ending: string | undefined;
}

/** What a trigger is going to start, before its files are there. */
export interface ExpectedWish {
  readonly script: string;
  readonly version: number | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Parameters whose values are known only when it starts: their names are compared, their values then. */
  readonly later: readonly string[];
  readonly groups: readonly FileGroup[];
}

/**
 * Compares what a trigger is going to start with the script's parameters, as `POST /runs` would. Faults name
 * `parameters.<name>` and `members.<place>`. Throws 40401 or 40901 as finding the version does.
 */
export type CheckFileGroups = (caller: Caller, wish: ExpectedWish) => Promise<readonly FieldError[]>;

const faultsOfGroup = (
  { parameter, ending }: FileGroup,
  place: number,
  rules: FileRules | undefined,
  shape: ParametersShape,
): FieldError[] => {
  const field = `members.${place}`;
  if (rules === undefined)
    return [
      {
        field: `${field}.parameter`,
        message: Object.hasOwn(shape.properties, parameter)
          ? text('is not a file parameter of the script', '不是该脚本的文件参数')
          : words.unknown(Object.keys(shape.properties)),
      },
    ];
  const { accept } = rules;
  return ending === undefined || accept === undefined || accept.some((each) => ending.endsWith(each))
    ? []
    : [{ field: `${field}.pattern`, message: words.extension(`…${ending}`, accept) }];
};

/** Whether as many files as the groups bring are as many as the parameter takes. */
const faultsOfCount = (groups: readonly FileGroup[], parameter: string, rules: FileRules): FieldError[] => {
  const own = groups.flatMap((group, place) => (group.parameter === parameter ? [{ group, place }] : []));
  const [first] = own;
  if (first === undefined) return [];
  const sum = (of: (group: FileGroup) => number) => own.reduce((total, { group }) => total + of(group), 0);
  const [least, most] = [sum(({ least: each }) => each), sum(({ most: each }) => each)];
  const field = `members.${first.place}`;
  return [
    ...(least < rules.least ? [{ field: `${field}.min`, message: words.minItems(least, rules.least) }] : []),
    ...(most > rules.most ? [{ field: `${field}.max`, message: words.maxItems(most, rules.most) }] : []),
  ];
};

export const makeCheckFileGroups =
  ({
    findRunnableVersion,
    findOwnReadyFiles,
  }: {
    findRunnableVersion: FindRunnableVersion;
    findOwnReadyFiles: FindOwnReadyFiles;
  }): CheckFileGroups =>
  async (caller, { script, version, parameters, later, groups }) => {
    const shape = parametersShape.parse((await findRunnableVersion(script, version, caller)).parameters);
    const brought = new Set(groups.map(({ parameter }) => parameter));
    const open = new Set([...brought, ...later.filter((name) => Object.hasOwn(shape.properties, name))]);
    const rest: ParametersShape = {
      properties: Object.fromEntries(Object.entries(shape.properties).filter(([name]) => !open.has(name))),
      required: shape.required.filter((name) => !open.has(name)),
    };
    const given = Object.fromEntries(Object.entries(parameters).filter(([name]) => !open.has(name)));
    const checked = checkParameters(rest, given);
    const ids = Object.values(checked.fileIds).flat();
    const files = ids.length === 0 ? [] : await findOwnReadyFiles(caller, ids);
    const known = new Map(files.map((file) => [file.id, file]));
    const rulesOf = (name: string) => fileRulesOf(shape, name);
    return [
      ...groups.flatMap((group, place) => faultsOfGroup(group, place, rulesOf(group.parameter), shape)),
      ...[...brought].flatMap((name) => {
        const rules = rulesOf(name);
        return rules === undefined ? [] : faultsOfCount(groups, name, rules);
      }),
      ...Object.keys(parameters)
        .filter((name) => brought.has(name))
        .map((name) => ({
          field: `parameters.${name}`,
          message: text('is filled with the files of a member', '由成员的文件填充'),
        })),
      ...later
        .filter((name) => holdsFiles(shape.properties[name] ?? {}))
        .map((name) => ({ field: `parameters.${name}`, message: words.file(parameters[name]) })),
      ...checked.faults,
      ...checkFiles(rest, checked.fileIds, known),
    ];
  };
