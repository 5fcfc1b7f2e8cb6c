import { departmentAncestors, departmentsBelow } from '../directory/index.ts';
import type { Table } from '../platform/table.ts';
import type { DepartmentTree } from './authority.ts';

/** How long the tree is believed, in milliseconds: as long as the policies are. */
const BELIEVED_MS = 3000;
const MAX_REMEMBERED = 1000;

/** Remembers answers for a moment: many requests of the same few people ask for the same few departments. */
const remembering = (
  ask: (id: string) => Promise<readonly string[]>,
  now: () => number,
): ((id: string) => Promise<readonly string[]>) => {
  const known = new Map<string, { readonly at: number; readonly ids: readonly string[] }>();
  return async (id) => {
    const at = now();
    const found = known.get(id);
    if (found !== undefined && at - found.at < BELIEVED_MS) return found.ids;
    const ids = await ask(id);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(id, { at, ids });
    return ids;
  };
};

/** The tree of departments in the table. */
export const openDepartments = (table: Table, now: () => number = Date.now): DepartmentTree => {
  const ancestors = departmentAncestors(table);
  return {
    above: remembering(async (id) => (await ancestors(id)).filter((each) => each !== id).reverse(), now),
    below: remembering(departmentsBelow(table), now),
  };
};
