import { ApiError, errorCodes, type FieldError, validationFailed } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { CheckFileGroups } from '../runs/index.ts';
import { MAX_SET_FILES, type Member } from './contract.ts';
import { isTimeZone } from './deadline.ts';
import type { DropFolder } from './drop-folder.ts';
import { readMemberPatterns } from './member-patterns.ts';
import { partsUsed } from './set-values.ts';

/** What of a drop folder is compared with its script. */
export type Settings = Pick<
  DropFolder,
  'script' | 'scriptVersion' | 'parameters' | 'members' | 'groupBy' | 'deadline'
>;

const faultsOfCounts = (members: readonly Member[]): FieldError[] => {
  const faults = members.flatMap(({ min, max }, place) =>
    min > max
      ? [{ field: `members.${place}.max`, message: text(`is below min ${min}`, `小于最小数量 ${min}`) }]
      : [],
  );
  const total = members.reduce((sum, { max }) => sum + max, 0);
  if (total > MAX_SET_FILES)
    faults.push({
      field: 'members',
      message: text(
        `take ${total} files together; a run takes at most ${MAX_SET_FILES}`,
        `合计 ${total} 个文件，一次运行最多 ${MAX_SET_FILES} 个`,
      ),
    });
  return faults;
};

const faultsOfDeadline = ({ deadline }: Settings): FieldError[] =>
  deadline !== null && 'time_zone' in deadline && !isTimeZone(deadline.time_zone)
    ? [
        {
          field: 'deadline.time_zone',
          message: text(
            'is not the name of a time zone, such as Asia/Shanghai',
            '不是时区名称，例如 Asia/Shanghai',
          ),
        },
      ]
    : [];

const faultsOfValues = (parameters: Settings['parameters'], keyParts: readonly string[]): FieldError[] =>
  Object.entries(parameters).flatMap(([name, value]) =>
    partsUsed(value)
      .filter((part) => !keyParts.includes(part))
      .slice(0, 1)
      .map((part) => ({
        field: `parameters.${name}`,
        message: text(
          `{{ set.${part} }} is no part of the set’s key, which has ${keyParts.join(', ') || 'none'}`,
          `{{ set.${part} }} 不是文件组的键，键包含：${keyParts.join('、') || '无'}`,
        ),
      })),
  );

/** The literal end of a pattern, such as `.xlsx`. */
const endingOf = (pattern: string): string | undefined =>
  /\\?(\.[A-Za-z0-9]{1,10})$/.exec(pattern)?.[1]?.toLowerCase();

const absent: FieldError = {
  field: 'script',
  message: text('there is no such script or version', '没有这个脚本或版本'),
};

/** Throws 40001 with every fault of a drop folder's settings, each at its field. */
export const makeCheckFolder =
  (checkFileGroups: CheckFileGroups) =>
  async (caller: Caller, settings: Settings): Promise<void> => {
    const { script, scriptVersion, parameters, members, groupBy } = settings;
    const read = readMemberPatterns(members, groupBy);
    const faults = [...faultsOfCounts(members), ...faultsOfDeadline(settings)];
    if ('faults' in read) faults.push(...read.faults);
    else faults.push(...faultsOfValues(parameters, read.patterns.keyParts));
    try {
      faults.push(
        ...(await checkFileGroups(caller, {
          script,
          version: scriptVersion,
          parameters,
          later: Object.keys(parameters).filter((name) => partsUsed(parameters[name]).length > 0),
          groups: members.map(({ parameter, pattern, min, max, required }) => ({
            parameter,
            least: required ? min : 0,
            most: max,
            ending: endingOf(pattern),
          })),
        })),
      );
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.code !== errorCodes.notFound) throw thrown;
      faults.push(absent);
    }
    if (faults.length > 0) throw validationFailed(faults);
  };

export type CheckFolder = ReturnType<typeof makeCheckFolder>;
