import { type ApiError, conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';

export const groupNameTaken = (): ApiError =>
  conflict(text('there is a group of this name already', '已有同名用户组'), [
    { field: 'name', message: text('is taken', '已被占用') },
  ]);

export const groupNotEmpty = (users: number): ApiError =>
  conflict(
    text(
      `the group still has ${users} members; take them out first`,
      `该用户组还有 ${users} 名成员，请先移出`,
    ),
  );
