import {
  type ApiError,
  conflict,
  type FieldError,
  invalidField,
  validationFailed,
} from '../platform/errors.ts';
import { isRole } from '../platform/permission-names.ts';
import { text } from '../platform/text.ts';
import { type CustomRoles, findCycle } from './custom-role.ts';

/** 40901: another version than the one that the caller decided on. */
export const stale = (current: number): ApiError =>
  conflict(text('it was changed meanwhile; load it again', '内容已被修改，请重新加载'), [
    {
      field: 'version',
      message: text(`is stale: the current one is ${current}`, `已过期：当前为 ${current}`),
      details: { current },
    },
  ]);

/** 40901: others change roles and policies all the time. */
export const contended = (): ApiError =>
  conflict(text('others are changing roles and policies; try again', '其他人正在修改角色和策略，请重试'));

export const builtInStays = (): ApiError =>
  conflict(
    text('a built-in role never changes; make one that inherits it', '内置角色不可更改，请新建继承它的角色'),
  );

/** Faults of what a role inherits: no role, or one that inherits this one. Throws 40001. */
export const checkInherits = (name: string, inherits: readonly string[], custom: CustomRoles): void => {
  const faults: FieldError[] = inherits.flatMap((parent, place) =>
    isRole(parent) || custom.has(parent)
      ? []
      : [
          {
            field: `inherits.${place}`,
            message: text(`there is no role ${parent}`, `没有角色 ${parent}`),
          },
        ],
  );
  if (faults.length > 0) throw validationFailed(faults);
  const cycle = findCycle(name, inherits, custom);
  if (cycle !== undefined)
    throw invalidField(
      `inherits.${inherits.indexOf(cycle)}`,
      text(
        `${cycle} inherits ${name} already: a role cannot inherit itself`,
        `${cycle} 已继承 ${name}：角色不能继承自身`,
      ),
    );
};
