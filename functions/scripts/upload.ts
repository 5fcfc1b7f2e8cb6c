import type * as z from 'zod';
import { type FieldError, invalidField, tooLarge, validationFailed } from '../platform/errors.ts';
import { fieldErrors, parseFields } from '../platform/field-errors.ts';
import { text } from '../platform/text.ts';
import type { LimitsChange } from './script.ts';
import {
  limitsChangeSchema,
  MAX_SOURCE_BYTES,
  tagsSchema,
  type uploadFormSchema,
  type uploadJsonSchema,
} from './script-schema.ts';

/** An upload, whichever of the two forms it came in. */
export interface Upload {
  readonly name: string;
  readonly fileName: string;
  readonly source: Buffer;
  readonly description: string | undefined;
  readonly category: string | undefined;
  readonly tags: readonly string[] | undefined;
  readonly changelog: string;
  readonly publish: boolean;
  readonly limits: LimitsChange | undefined;
}

type Form = z.output<typeof uploadFormSchema>;
type Json = z.output<typeof uploadJsonSchema>;

const FILE_NAME = /^([A-Za-z][A-Za-z0-9_-]{0,63})\.py$/;

/** The script's name that a file's name gives; throws 40001 for a name that is none. */
export const stemOf = (fileName: string): string => {
  const stem = FILE_NAME.exec(fileName)?.[1];
  if (stem === undefined)
    throw invalidField(
      'file',
      text(
        'must be named like merge_offices.py: a letter, then at most 63 letters, digits, _ and -, then .py',
        '文件名须形如 merge_offices.py：以字母开头，其后最多 63 个字母、数字、_ 或 -，以 .py 结尾',
      ),
    );
  return stem;
};

// In JSON every one of these takes six bytes, and an answer has a limit; in a source they hide what is written.
const CONTROL = /(?![\t\n\f\r])\p{Cc}/u;

/** A source's bytes: at most 1 MiB of UTF-8 without control characters; throws 41301 or 40001. */
export const checkSource = (source: Buffer): Buffer => {
  if (source.byteLength > MAX_SOURCE_BYTES)
    throw tooLarge(text('the script is larger than 1 MiB', '脚本超过 1 MiB'), [
      { field: 'file', message: text('must be at most 1 MiB', '不得超过 1 MiB') },
    ]);
  let words: string;
  try {
    words = new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    return source; // the inspection says which byte is wrong, with line and column
  }
  const at = words.search(CONTROL);
  if (at < 0) return source;
  const before = words.slice(0, at).split(/\r\n|\r|\n/);
  throw invalidField(
    'file',
    text(
      'holds a control character; write it as an escape such as \\x1b',
      '含有控制字符，请改用转义写法，例如 \\x1b',
    ),
    { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 },
  );
};

/** The bytes of a source that came as text: a lone surrogate has none. */
export const encodeSource = (source: string): Buffer => {
  if (!source.isWellFormed())
    throw invalidField('file', text('must be well-formed Unicode', '必须是合法的 Unicode 文本'));
  return Buffer.from(source);
};

/** Parses a text field of a form by the schema that its JSON form has. */
const parseField = <Schema extends z.ZodType>(
  field: string,
  schema: Schema,
  value: unknown,
  faults: FieldError[],
): z.output<Schema> | undefined => {
  const parsed = parseFields(schema, value);
  if (parsed.success) return parsed.data;
  faults.push(...fieldErrors(parsed.error, field));
  return undefined;
};

const readJsonField = (field: string, value: string, faults: FieldError[]): unknown => {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    faults.push({ field, message: text('must be JSON', '必须是 JSON') });
    return {};
  }
};

const readForm = (form: Form): Omit<Upload, 'name'> => {
  const faults: FieldError[] = [];
  const words = form.tags?.split(',').map((tag) => tag.trim());
  const tags =
    words === undefined
      ? undefined
      : parseField(
          'tags',
          tagsSchema,
          words.filter((tag) => tag !== ''),
          faults,
        );
  const limits =
    form.limits === undefined
      ? undefined
      : parseField('limits', limitsChangeSchema, readJsonField('limits', form.limits, faults), faults);
  if (faults.length > 0) throw validationFailed(faults);
  const { description, category, changelog = '' } = form;
  const publish = form.publish !== 'false';
  const source = Buffer.from(form.file.content);
  return { fileName: form.file.name, source, description, category, tags, changelog, publish, limits };
};

const readJson = ({ changelog = '', publish = true, ...json }: Json): Omit<Upload, 'name'> => ({
  fileName: json.file_name,
  source: encodeSource(json.source),
  description: json.description,
  category: json.category,
  tags: json.tags,
  changelog,
  publish,
  limits: json.limits,
});

/** Reads either form of an upload; throws 40001 naming every faulty field, or 41301. */
export const readUpload = (body: Form | Json): Upload => {
  const upload = 'file' in body ? readForm(body) : readJson(body);
  const stem = stemOf(upload.fileName);
  checkSource(upload.source);
  return {
    ...upload,
    name: body.name ?? stem,
    tags: upload.tags === undefined ? undefined : [...new Set(upload.tags)],
  };
};
