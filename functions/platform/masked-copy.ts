import { createHash } from 'node:crypto';
import { type MaskFileEvent, maskFileAnswer, type maskRefusals } from '../../events/lambda/mask-file.ts';
import { type ApiError, conflict, unavailable } from './errors.ts';
import { FunctionFailed, type InvokeFunction } from './function-failed.ts';
import type { ColumnMask } from './mask-schema.ts';
import { type Text, text } from './text.ts';

/** A file that somebody wants to download. */
export interface Maskable {
  /** Which object it is: a copy is never another's, whatever a checksum says. */
  readonly place: string;
  readonly name: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** A URL at which another function reads it. */
  readonly signRead: () => Promise<string>;
}

/** Where masked copies are kept for a day, by keys of their own. */
export interface MaskedCopies {
  exists(key: string): Promise<boolean>;
  /** A URL at which another function writes one. */
  signWrite(key: string): Promise<string>;
  /** A URL for a browser, which saves it under this name. */
  signDownload(key: string, name: string): Promise<string>;
}

/** Gives the URL of a copy without what the masks hide; undefined: they hide nothing in this file. Throws 40901. */
export type MaskDownload = (file: Maskable, masks: readonly ColumnMask[]) => Promise<string | undefined>;

/** Files with columns. What else there is has none that a mask could name. */
const TABLES = /\.(?:csv|tsv|tab|psv|xlsx|xlsm|xltx|xltm|xls|xlsb|xlt|et|ods)$/i;
/** Formats that are written as they were read; of others the copy is a workbook. */
const TEXTS = /\.(?:csv|tsv|tab|psv)$/i;

type Refusal = Exclude<(typeof maskRefusals)[number], 'not_fetched'>;
const refusals: Readonly<Record<Refusal, Text>> = {
  encrypted: text('it is encrypted', '文件已加密'),
  damaged: text('it is damaged', '文件已损坏'),
  forbidden_content: text('it holds content that a workbook never has', '文件含有工作簿不应有的内容'),
  too_large_unpacked: text('it unpacks to too much', '文件解压后过大'),
  too_complex: text('it takes too long', '处理耗时过长'),
  too_large: text('it is larger than 50 MB', '文件超过 50 MB'),
  format: text('its format cannot be rewritten; xlsx and csv can', '无法改写该格式（支持 xlsx 和 csv）'),
};

const refused = (reason: Refusal): ApiError =>
  conflict(
    text(
      `columns are masked for you, and this file cannot be copied without them: ${refusals[reason].en}. Ask somebody with the permission data.unmask`,
      `部分列对您脱敏，且无法生成该文件的脱敏副本：${refusals[reason]['zh-CN']}。请联系拥有 data.unmask 权限的人员`,
    ),
    [{ field: 'file', message: refusals[reason], details: { reason } }],
  );

/** The same object under the same masks has one copy. */
const keyOf = ({ place, sha256, name }: Maskable, masks: MaskFileEvent['masks']): string => {
  const extension = TEXTS.exec(name)?.[0].toLowerCase() ?? '.xlsx';
  const digest = createHash('sha256')
    .update(JSON.stringify([place, sha256, masks]))
    .digest('hex');
  return `masked/${digest}${extension}`;
};

/** What the copy is saved as: values only, so no macros either. */
const nameOf = (name: string): string => (TEXTS.test(name) ? name : name.replace(/\.[^.]*$/, '.xlsx'));

/** Copies are made by the function MaskFile, which has no rights of its own, and kept for who asks next. */
export const makeMaskDownload =
  (copies: MaskedCopies, invoke: InvokeFunction, functionName: string): MaskDownload =>
  async (file, masks) => {
    if (masks.length === 0 || !TABLES.test(file.name)) return undefined;
    const plain = masks.map(({ columns, kind }) => ({ columns: [...columns], kind }));
    const key = keyOf(file, plain);
    if (!(await copies.exists(key))) {
      const event: MaskFileEvent = {
        url: await file.signRead(),
        copy_url: await copies.signWrite(key),
        name: file.name,
        size: file.size,
        masks: plain,
      };
      const answer = maskFileAnswer.parse(
        await invoke(functionName, event).catch((thrown: unknown) => {
          if (thrown instanceof FunctionFailed && thrown.exhausted)
            return { ok: false, reason: 'too_complex' };
          throw thrown;
        }),
      );
      if (!answer.ok) {
        if (answer.reason === 'not_fetched') throw unavailable();
        throw refused(answer.reason);
      }
      if (answer.masked.length === 0) return undefined;
    }
    return copies.signDownload(key, nameOf(file.name));
  };
