import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Department } from './department.ts';
import { makeDepartmentStore } from './department-store.ts';
import { below } from './department-tree.ts';
import type { Group } from './group.ts';
import { makeGroupStore } from './group-store.ts';

/** No more departments than these are reached by a data scope: each is a partition that a list reads. */
export const MAX_REACHED = 200;

/** What the other domains may use of the directory. */
export type { Department } from './department.ts';

/** Finds a department by its id, strongly consistent. */
export const makeFindDepartment = (table: Table): ((id: string) => Promise<Department | undefined>) => {
  const store = once(() => makeDepartmentStore(table));
  return (id) => store().find(id);
};

/**
 * The way from the top of the tree down to a department, itself included, in one read: `[top, …, id]`; empty for one that
 * is gone. While a move of a department above is under way, those below may name the ancestors of before for a moment.
 */
export const departmentAncestors = (table: Table): ((id: string) => Promise<readonly string[]>) => {
  const find = makeFindDepartment(table);
  return async (id) => {
    const found = await find(id);
    return found === undefined ? [] : [...found.ancestors, id];
  };
};

/** A department and all below it, the highest first, in one read; at most {@link MAX_REACHED}. Empty for one that is gone. */
export const departmentsBelow = (table: Table): ((id: string) => Promise<readonly string[]>) => {
  const store = once(() => makeDepartmentStore(table));
  return async (id) => {
    const { departments } = await store().readTree();
    if (!departments.some((each) => each.id === id)) return [];
    const found = [...below(departments, id)].sort((a, b) => a.ancestors.length - b.ancestors.length);
    return [id, ...found.map((each) => each.id)].slice(0, MAX_REACHED);
  };
};

/** Finds a group by its id, strongly consistent. */
export const makeFindGroup = (table: Table): ((id: string) => Promise<Group | undefined>) => {
  const store = once(() => makeGroupStore(table));
  return (id) => store().find(id);
};
