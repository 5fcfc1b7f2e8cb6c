import type { Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changeTree } from './change-tree.ts';
import type { directoryRoutes } from './contract.ts';
import type { DepartmentDependencies } from './create-department.ts';

const notEmpty = (users: number, children: number) =>
  conflict(
    text(
      `the department still has ${users} users and ${children} departments below it; move them first`,
      `该部门下还有 ${users} 名用户和 ${children} 个下级部门，请先移走`,
    ),
  );

/** `DELETE /departments/{id}`: only an empty one goes. */
export const makeDeleteDepartment =
  ({ departments }: DepartmentDependencies): Operation<RouteOf<typeof directoryRoutes, 'deleteDepartment'>> =>
  async ({ params: { id } }) => {
    await changeTree(
      departments,
      (tree) => {
        const found = tree.departments.find((each) => each.id === id);
        if (found === undefined) throw notFound();
        const children = tree.departments.filter(({ parent }) => parent === id).length;
        if (found.members > 0 || children > 0) throw notEmpty(found.members, children);
        return found;
      },
      (tree) => departments.remove(tree, id),
    );
    return ok(null);
  };
