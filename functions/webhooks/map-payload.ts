import type { FieldError } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import { resolvePointer } from './resolve-pointer.ts';
import type { Webhook } from './webhook.ts';

/** What a payload says, put into the places of a script's parameters. */
export interface MappedPayload {
  /** Fixed and mapped values; no files. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** URLs by file parameter, in the payload's order. */
  readonly urls: Readonly<Record<string, readonly string[]>>;
  /** Where in the payload each mapped parameter comes from. */
  readonly paths: Readonly<Record<string, string>>;
  readonly faults: readonly FieldError[];
}

/** Longer addresses are nobody's. */
const MAX_URL_LENGTH = 2048;

/** What the caller calls a place of the payload; the whole of it has the empty pointer. */
export const fieldOf = (path: string): string => (path === '' ? 'payload' : path);

const faultAt = (path: string, parameter: string, en: string, zhCN: string): FieldError => ({
  field: fieldOf(path),
  message: text(`parameter ${parameter}: ${en}`, `参数 ${parameter}：${zhCN}`),
  details: { parameter },
});

const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_URL_LENGTH && URL.canParse(value);

/** Fills a webhook's parameters from a payload. null counts as absent, as in `POST /runs`. */
export const mapPayload = (
  { parameters: fixed, mapping, file_mapping }: Pick<Webhook, 'parameters' | 'mapping' | 'file_mapping'>,
  payload: unknown,
): MappedPayload => {
  const faults: FieldError[] = [];
  const values: [string, unknown][] = [];
  const urls: [string, string[]][] = [];
  const missing = (path: string, parameter: string) =>
    faults.push(faultAt(path, parameter, 'is missing in the payload', '请求内容中缺失'));
  for (const each of mapping) {
    const value = resolvePointer(payload, each.path) ?? each.default ?? undefined;
    if (value !== undefined) values.push([each.parameter, value]);
    else if (each.required) missing(each.path, each.parameter);
  }
  for (const { parameter, path, required } of file_mapping) {
    const value = resolvePointer(payload, path) ?? undefined;
    if (value === undefined) {
      if (required) missing(path, parameter);
      continue;
    }
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, item] of list.entries())
      if (!isUrl(item))
        faults.push(
          faultAt(
            Array.isArray(value) ? `${path}/${index}` : path,
            parameter,
            'must be the URL of a file',
            '必须是文件的 URL',
          ),
        );
    urls.push([parameter, list.filter(isUrl)]);
  }
  return {
    parameters: { ...Object.fromEntries(values), ...fixed },
    urls: Object.fromEntries(urls),
    paths: Object.fromEntries([...mapping, ...file_mapping].map(({ parameter, path }) => [parameter, path])),
    faults,
  };
};

/** A fault of `parameters.month` as the sender knows it: by its place in the payload, with the parameter's name. */
export const faultInPayload = (fault: FieldError, paths: MappedPayload['paths']): FieldError => {
  const [, parameter = '', rest = ''] = /^parameters\.([^.]*)(.*)$/.exec(fault.field) ?? [];
  if (!Object.hasOwn(paths, parameter)) return fault;
  const path = `${paths[parameter] ?? ''}${rest.replaceAll('.', '/')}`;
  return faultAt(path, parameter, fault.message.en, fault.message['zh-CN']);
};
