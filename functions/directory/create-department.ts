import type { Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { changeTree } from './change-tree.ts';
import type { directoryRoutes } from './contract.ts';
import { type Department, viewDepartment } from './department.ts';
import { MAX_DEPARTMENTS, MAX_DEPTH } from './department-schema.ts';
import type { DepartmentStore } from './department-store.ts';
import { ancestorsByParents, placeFault } from './department-tree.ts';
import { placeError } from './place-errors.ts';

export interface DepartmentDependencies {
  readonly departments: DepartmentStore;
  readonly now: () => number;
}

const full = () =>
  conflict(
    text(
      `there are ${MAX_DEPARTMENTS} departments already, which is the most`,
      `部门数量已达上限 ${MAX_DEPARTMENTS}`,
    ),
  );

/** `POST /departments`: adds one at the top or below another. */
export const makeCreateDepartment = ({
  departments,
  now,
}: DepartmentDependencies): Operation<RouteOf<typeof directoryRoutes, 'createDepartment'>> => {
  const replay = async (id: string) => {
    const made = await departments.find(id);
    if (made === undefined) throw notFound();
    return created(viewDepartment(made), `${basePath}/departments/${id}`);
  };

  return async ({ body: { name, parent }, caller, request }) => {
    const key = readIdempotencyKey(request, 'createDepartment', caller.userId);
    const earlier = await departments.findEarlier(key, now());
    if (earlier !== undefined) return replay(earlier);
    const id = newId('dep', now());
    const at = new Date(now()).toISOString();
    const claim = key === undefined ? undefined : { key, subject: id };
    const made = await changeTree(
      departments,
      (tree): Department => {
        const fault = placeFault(tree.departments, { name, parent }, MAX_DEPTH);
        if (fault !== undefined) throw placeError(fault);
        if (tree.departments.length >= MAX_DEPARTMENTS) throw full();
        const nodes = new Map(tree.departments.map((node) => [node.id, node]));
        const ancestors = parent === null ? [] : [...(ancestorsByParents(nodes, parent) ?? []), parent];
        return { id, name, parent, ancestors, members: 0, version: 1, createdAt: at, updatedAt: at };
      },
      async (tree, department) => {
        if (await departments.create(tree, department, claim, now())) return true;
        const meanwhile = await departments.findEarlier(key, now());
        if (meanwhile !== undefined)
          throw conflict(text('the same request is under way; try again', '相同的请求正在处理，请重试'));
        return false;
      },
    );
    return created(viewDepartment(made), `${basePath}/departments/${id}`);
  };
};
