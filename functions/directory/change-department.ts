import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { changeTree, readSettledTree } from './change-tree.ts';
import type { directoryRoutes } from './contract.ts';
import type { DepartmentDependencies } from './create-department.ts';
import { type Department, viewDepartment } from './department.ts';
import { MAX_DEPTH } from './department-schema.ts';
import { ancestorsByParents, below, placeFault } from './department-tree.ts';
import { placeError } from './place-errors.ts';
import { stale } from './user-rules.ts';

/**
 * `PATCH /departments/{id}`: another name, or another place with everything below it. The move itself is one transaction
 * that also marks the tree as moving; the ancestors of those below follow in batches, and the mark goes last. What is cut
 * off in between is finished by whoever next reads or changes the tree (docs/adr/0096).
 */
export const makeChangeDepartment =
  ({
    departments,
    now,
  }: DepartmentDependencies): Operation<RouteOf<typeof directoryRoutes, 'changeDepartment'>> =>
  async ({ params: { id }, body }) => {
    const change = await changeTree(
      departments,
      (tree) => {
        const before = tree.departments.find((each) => each.id === id);
        if (before === undefined) throw notFound();
        if (before.version !== body.version) throw stale();
        const name = body.name ?? before.name;
        const parent = body.parent === undefined ? before.parent : body.parent;
        const fault = placeFault(tree.departments, { id, name, parent }, MAX_DEPTH);
        if (fault !== undefined) throw placeError(fault);
        const nodes = new Map(tree.departments.map((node) => [node.id, node]));
        const ancestors = parent === null ? [] : [...(ancestorsByParents(nodes, parent) ?? []), parent];
        const updatedAt = new Date(now()).toISOString();
        const after: Department = {
          ...before,
          name,
          parent,
          ancestors,
          version: before.version + 1,
          updatedAt,
        };
        const moving = parent !== before.parent && below(tree.departments, id).length > 0;
        return { after, moving };
      },
      (tree, { after, moving }) => departments.replace(tree, after, moving),
    );
    if (change.moving) await readSettledTree(departments);
    return ok(viewDepartment(change.after));
  };
