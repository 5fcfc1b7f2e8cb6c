import { type Text, text } from '../../platform/text.ts';

/** A value in a message: as JSON, cut short. */
export const shown = (value: unknown): string => {
  const written = JSON.stringify(value) ?? String(value);
  return written.length <= 60 ? written : `${written.slice(0, 59).toWellFormed()}…`;
};

const wanted =
  (english: string, chinese: string) =>
  (value: unknown): Text =>
    text(`${english} is wanted, not ${shown(value)}`, `需要${chinese}，而不是 ${shown(value)}`);

/** What is wrong with a value; the runner says the same when it binds arguments. */
export const words = {
  string: wanted('a text', '文本'),
  integer: wanted('a whole number', '整数'),
  number: wanted('a number', '数字'),
  boolean: wanted('true or false', ' true 或 false'),
  decimal: wanted('an exact number as text, such as "1234.50",', '文本形式的精确数字，例如 "1234.50"'),
  date: wanted('a date as "2026-01-31"', ' "2026-01-31" 形式的日期'),
  dateTime: wanted(
    'a date and time as "2026-01-31T09:30:00+08:00"',
    ' "2026-01-31T09:30:00+08:00" 形式的日期时间',
  ),
  time: wanted('a time as "09:30" or "09:30:00"', ' "09:30" 或 "09:30:00" 形式的时间'),
  list: wanted('a list', '列表'),
  object: wanted('a JSON object', ' JSON 对象'),
  file: wanted('a file id, or a list of them,', '文件编号或其列表'),
  range: (value: unknown): Text =>
    text(
      `${shown(value)} has too many digits for a whole number in JSON (more than ±9,007,199,254,740,991): the script should take it as text`,
      `${shown(value)} 超出 JSON 整数的范围（±9,007,199,254,740,991）：请让脚本以文本接收`,
    ),
  choice: (value: unknown, choices: readonly unknown[]): Text => {
    const list = choices.slice(0, 20).map(shown).join(', ');
    return text(`${shown(value)} is not one of ${list}`, `${shown(value)} 不在可选范围内：${list}`);
  },
  minimum: (value: unknown, limit: unknown): Text =>
    text(
      `${shown(value)} is below the smallest allowed value ${shown(limit)}`,
      `${shown(value)} 小于允许的最小值 ${shown(limit)}`,
    ),
  maximum: (value: unknown, limit: unknown): Text =>
    text(
      `${shown(value)} is above the largest allowed value ${shown(limit)}`,
      `${shown(value)} 大于允许的最大值 ${shown(limit)}`,
    ),
  pattern: (value: unknown, pattern: string): Text =>
    text(`${shown(value)} does not match the pattern ${pattern}`, `${shown(value)} 不符合格式 ${pattern}`),
  slowPattern: (pattern: string): Text =>
    text(
      `comparing it with the pattern ${pattern} takes too long; give a shorter text, or ask the script's author for a simpler pattern`,
      `与格式 ${pattern} 比较耗时过长；请缩短文本，或请脚本作者简化格式`,
    ),
  maxLength: (length: number, limit: number): Text =>
    text(
      `the text has ${length} characters; at most ${limit} are allowed`,
      `文本有 ${length} 个字符，最多允许 ${limit} 个`,
    ),
  minItems: (count: number, limit: number): Text =>
    text(`${count} given, at least ${limit} wanted`, `给了 ${count} 个，至少需要 ${limit} 个`),
  maxItems: (count: number, limit: number): Text =>
    text(`${count} given, at most ${limit} allowed`, `给了 ${count} 个，最多允许 ${limit} 个`),
  missing: (): Text => text('a value is wanted', '缺少值'),
  unknown: (names: readonly string[]): Text =>
    names.length === 0
      ? text('the script has no parameters', '该脚本没有参数')
      : text(
          `the script has no such parameter; it has ${names.join(', ')}`,
          `该脚本没有这个参数；它的参数是 ${names.join('、')}`,
        ),
  oneFile: (count: number): Text =>
    text(`one file is wanted, ${count} given`, `只需要一个文件，给了 ${count} 个`),
  noFile: (): Text =>
    text(
      'no such file, or it is not yours, or its upload was not completed',
      '文件不存在、不属于您，或尚未上传完成',
    ),
  extension: (file: string, extensions: readonly string[]): Text =>
    text(
      `the file "${file}" is not taken here: ${extensions.join(', ')} wanted`,
      `这里不接受文件“${file}”：需要 ${extensions.join('、')}`,
    ),
  maxSize: (file: string, size: number, limit: number): Text =>
    text(
      `the file "${file}" has ${size} bytes; at most ${limit} are taken`,
      `文件“${file}”有 ${size} 字节，最多允许 ${limit} 字节`,
    ),
} as const;
