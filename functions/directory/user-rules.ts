import { ApiError, conflict, errorCodes, type FieldError } from '../platform/errors.ts';
import type { Permission } from '../platform/permissions.ts';
import { type Text, text } from '../platform/text.ts';

/** How long an invitation is good: 72 hours, in milliseconds. */
export const INVITATION_HOURS = 72;
export const INVITATION_MS = INVITATION_HOURS * 60 * 60 * 1000;

/** What `wanted` allows and `own` does not. */
export const exceeding = (own: readonly Permission[], wanted: readonly Permission[]): readonly Permission[] =>
  wanted.filter((permission) => !own.includes(permission));

const forbidden = (words: Text, fields: readonly FieldError[] = []): ApiError =>
  new ApiError(errorCodes.notAllowed, words, { fields });

/** A role that allows more than its giver may: giving it would be a way to get it. */
export const roleExceeds = (field: string, role: string, by: readonly Permission[]): ApiError => {
  const list = by.join(', ');
  return forbidden(
    text(
      `the role ${role} allows more than you may: ${list}`,
      `角色 ${role} 的权限超出您自己的权限：${list}`,
    ),
    [{ field, message: text(`allows more than you may: ${list}`, `超出您自己的权限：${list}`) }],
  );
};

/** Somebody who may more: whoever could reset their password or change their address could become them. */
export const userExceeds = (): ApiError =>
  forbidden(
    text(
      'this user may more than you; ask somebody who may as much',
      '该用户的权限高于您，请联系具有同等权限的管理员',
    ),
  );

export const notOneself = (): ApiError =>
  conflict(
    text('nobody disables oneself; another administrator can', '不能停用自己的账号，请由其他管理员操作'),
  );

export const lastAdministrator = (): ApiError =>
  conflict(
    text(
      'no active administrator would be left; give somebody else the role admin first',
      '系统将没有可用的管理员，请先将 admin 角色授予其他用户',
    ),
  );

export const stale = (): ApiError =>
  conflict(
    text(
      'somebody else has changed it meanwhile; read it again and repeat your change',
      '已被他人修改，请重新读取后再提交',
    ),
    [{ field: 'version', message: text('is no longer the current one', '已不是最新版本') }],
  );
