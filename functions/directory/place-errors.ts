import { type ApiError, conflict, invalidField } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import { MAX_DEPTH } from './department-schema.ts';
import type { PlaceFault } from './department-tree.ts';

const faults: Readonly<Record<PlaceFault, () => ApiError>> = {
  no_parent: () => invalidField('parent', text('is no department', '不是已有的部门')),
  cycle: () =>
    conflict(
      text(
        'a department cannot be moved below itself or a department below it',
        '部门不能移动到自身或其下级部门之下',
      ),
      [{ field: 'parent', message: text('is the department itself or below it', '是该部门自身或其下级') }],
    ),
  too_deep: () =>
    conflict(text(`the tree would have more than ${MAX_DEPTH} levels`, `部门层级不能超过 ${MAX_DEPTH} 级`), [
      { field: 'parent', message: text('is too deep', '层级过深') },
    ]),
  name_taken: () =>
    conflict(text('there is a department of this name beside it already', '同级中已有同名部门'), [
      { field: 'name', message: text('is taken', '已被占用') },
    ]),
};

/** Why a department may not have this place or name: 40001 for a parent that is none, 40901 otherwise. */
export const placeError = (fault: PlaceFault): ApiError => faults[fault]();
