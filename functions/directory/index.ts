import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Department } from './department.ts';
import { makeDepartmentStore } from './department-store.ts';

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
