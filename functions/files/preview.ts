import {
  type PreviewFileAnswer,
  type PreviewFileEvent,
  previewFileAnswer,
  type previewRefusals,
} from '../../events/lambda/preview-file.ts';
import { conflict, invalidField, unavailable } from '../platform/errors.ts';
import { FunctionFailed, type InvokeFunction } from '../platform/function-failed.ts';
import { type Text, text } from '../platform/text.ts';

type Refusal = (typeof previewRefusals)[number];
export type Preview = Extract<PreviewFileAnswer, { ok: true }>;

const refusals: Readonly<Record<Exclude<Refusal, 'sheet_not_found' | 'not_fetched'>, Text>> = {
  encrypted: text('the file is encrypted; save it without a password', '文件已加密，请另存为不带密码的文件'),
  damaged: text('the file is damaged or not what its name says', '文件已损坏，或与其扩展名不符'),
  forbidden_content: text(
    'the file holds content that a workbook never has; save it again from a spreadsheet program',
    '文件含有工作簿不应有的内容，请用表格软件重新保存',
  ),
  too_large_unpacked: text('the file unpacks to more than a preview reads', '文件解压后过大，无法预览'),
  too_complex: text(
    'the file takes too long or too much memory to preview',
    '预览该文件耗时过长或占用内存过多',
  ),
};

/** Reads the first rows of a file by the function PreviewFile; throws 40901 saying why not, 40001 for a wrong sheet. */
export type ReadPreview = (event: PreviewFileEvent) => Promise<Preview>;

export const makeReadPreview =
  (invoke: InvokeFunction, functionName: string): ReadPreview =>
  async (event) => {
    const answer = previewFileAnswer.parse(
      await invoke(functionName, event).catch((thrown: unknown) => {
        if (thrown instanceof FunctionFailed && thrown.exhausted) return { ok: false, reason: 'too_complex' };
        throw thrown;
      }),
    );
    if (answer.ok) return answer;
    const { reason } = answer;
    if (reason === 'not_fetched') throw unavailable();
    if (reason === 'sheet_not_found') {
      const names = (answer.sheets ?? []).join(', ');
      throw invalidField('sheet', text(`is none of: ${names}`, `不存在，可选：${names}`));
    }
    const message = refusals[reason];
    throw conflict(message, [{ field: 'file', message, details: { reason } }]);
  };
