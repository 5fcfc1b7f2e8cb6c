import { ApiError, type FieldError, validationFailed } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { CheckedWish, CheckWish } from '../runs/index.ts';
import type { Webhook } from './webhook.ts';

type Settings = Pick<
  Webhook,
  'script' | 'script_version' | 'parameters' | 'mapping' | 'file_mapping' | 'allowed_hosts'
>;

/** A parameter that is filled twice, or a file that no host may give. */
const ownFaults = ({ parameters, mapping, file_mapping, allowed_hosts }: Settings): FieldError[] => {
  const seen = new Set(Object.keys(parameters));
  const filled = [
    ...mapping.map(({ parameter }, index) => ({ parameter, field: `mapping.${index}.parameter` })),
    ...file_mapping.map(({ parameter }, index) => ({ parameter, field: `file_mapping.${index}.parameter` })),
  ];
  const twice = filled.flatMap(({ parameter, field }) => {
    if (seen.has(parameter))
      return [{ field, message: text(`${parameter} is filled already`, `${parameter} 已有来源`) }];
    seen.add(parameter);
    return [];
  });
  if (file_mapping.length === 0 || allowed_hosts.length > 0) return twice;
  const noHost = text('must name the hosts that files may be fetched from', '必须列出允许获取文件的主机');
  return [...twice, { field: 'allowed_hosts', message: noHost }];
};

const absentScript = (thrown: unknown): unknown =>
  thrown instanceof ApiError && (thrown.code === 40401 || thrown.code === 40901)
    ? validationFailed([
        {
          field: 'script',
          message:
            thrown.code === 40901
              ? thrown.text
              : text('there is no such script or version', '没有此脚本或版本'),
        },
      ])
    : thrown;

/** A parameter that the script does not have, or that is of the other kind. */
const kindFaults = (
  { parameters, fileParameters }: CheckedWish,
  parameter: string,
  field: string,
  files: boolean,
): FieldError[] => {
  if (!parameters.includes(parameter))
    return [
      { field, message: text(`the script has no parameter ${parameter}`, `脚本没有参数 ${parameter}`) },
    ];
  if (fileParameters.includes(parameter) === files) return [];
  const message = files
    ? text(`${parameter} takes no files; use mapping`, `${parameter} 不是文件参数，请使用 mapping`)
    : text(`${parameter} takes files; use file_mapping`, `${parameter} 是文件参数，请使用 file_mapping`);
  return [{ field, message }];
};

/**
 * Compares a webhook with its script as it is now: every parameter it fills exists and is of the right kind, its fixed values
 * are good, and nothing that the script asks for is left out. Throws 40001.
 */
export const makeCheckSettings =
  ({ checkWish }: { readonly checkWish: CheckWish }) =>
  async (settings: Settings, caller: Caller): Promise<void> => {
    const { script, script_version, parameters, mapping, file_mapping } = settings;
    const version = script_version ?? undefined;
    const checked = await checkWish({ script, version }, parameters, {}, caller).catch((thrown: unknown) => {
      throw absentScript(thrown);
    });
    // What the payload brings is missing now, and only that.
    const fromPayload = new Set(
      [...mapping, ...file_mapping].map(({ parameter }) => `parameters.${parameter}`),
    );
    const fixed = checked.faults.filter(({ field }) => !fromPayload.has(field));
    const all = [
      ...ownFaults(settings),
      ...fixed,
      ...mapping.flatMap((each, index) =>
        kindFaults(checked, each.parameter, `mapping.${index}.parameter`, false),
      ),
      ...file_mapping.flatMap((each, index) =>
        kindFaults(checked, each.parameter, `file_mapping.${index}.parameter`, true),
      ),
    ];
    if (all.length > 0) throw validationFailed(all);
  };

export type CheckSettings = ReturnType<typeof makeCheckSettings>;
