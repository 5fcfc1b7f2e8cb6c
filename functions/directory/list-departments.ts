import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { readSettledTree } from './change-tree.ts';
import type { directoryRoutes } from './contract.ts';
import { viewDepartment } from './department.ts';
import type { DepartmentStore } from './department-store.ts';
import { inTreeOrder } from './department-tree.ts';

/** `GET /departments`: the whole tree, each department before those below it. */
export const makeListDepartments =
  (deps: {
    readonly departments: DepartmentStore;
  }): Operation<RouteOf<typeof directoryRoutes, 'listDepartments'>> =>
  async () => {
    const tree = await readSettledTree(deps.departments);
    return ok({ items: inTreeOrder(tree.departments).map(viewDepartment) });
  };
