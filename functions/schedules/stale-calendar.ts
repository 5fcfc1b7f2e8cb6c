import { conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';

/** 40901: the calendar is at another version than the caller decided on. */
export const stale = (current: number | undefined) =>
  conflict(text('the calendar was changed meanwhile; load it again', '该日历已被修改，请重新加载'), [
    {
      field: 'version',
      message:
        current === undefined
          ? text('there is no such calendar yet; leave it out', '日历尚不存在；请去掉')
          : text(`must be ${current}, which the calendar is at`, `必须是当前版本 ${current}`),
      details: { current: current ?? null },
    },
  ]);
