import { type ApiError, conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';

/** Somebody renamed, moved or deleted the file since its caller read it. */
export const stale = (current?: number): ApiError =>
  conflict(text('the file was changed meanwhile; load it again', '该文件已被修改，请重新加载'), [
    {
      field: 'version',
      message: text('is not the current one', '不是当前版本'),
      ...(current === undefined ? {} : { details: { current } }),
    },
  ]);
