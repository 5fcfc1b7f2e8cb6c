import { createWriteTransaction, type EntityItem } from 'electrodb';
import { committed, conditionHeld } from '../platform/conditional-write.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Department, Tree } from './department.ts';
import { makeDepartmentEntity, makeTreeEntity, TREE } from './entities.ts';

/** Where a department is to be according to the parents. */
export interface Placement {
  readonly id: string;
  readonly ancestors: readonly string[];
}

/** How many departments one transaction may place: 100 items, one of which checks the tree. */
export const PLACED_AT_ONCE = 90;

/**
 * Where departments are kept. Each change is one transaction against the version of the tree it was decided on; false:
 * the tree has changed since, read it again. Reads are strongly consistent.
 */
export interface DepartmentStore {
  find(id: string): Promise<Department | undefined>;
  readTree(): Promise<Tree>;
  create(
    tree: Tree,
    department: Department,
    claim: IdempotencyClaim | undefined,
    now: number,
  ): Promise<boolean>;
  /** Writes another name or place; `moving`: departments below have to be placed anew, and `settle` ends that. */
  replace(tree: Tree, after: Department, moving: boolean): Promise<boolean>;
  /** Removes one without users; false also when users came meanwhile. */
  remove(tree: Tree, id: string): Promise<boolean>;
  /** Writes ancestors of at most {@link PLACED_AT_ONCE} departments, while the tree is at this version. */
  place(version: number, placements: readonly Placement[]): Promise<boolean>;
  /** Says that the move of this version of the tree is done. */
  settle(version: number): Promise<void>;
  /** The department that an earlier request with this key made. */
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const departmentOf = (item: EntityItem<ReturnType<typeof makeDepartmentEntity>>): Department => ({
  id: item.id,
  name: item.name,
  parent: item.parent ?? null,
  ancestors: item.ancestors,
  members: item.members,
  version: item.version,
  createdAt: item.createdAt,
  updatedAt: item.updatedAt,
});

/** Departments in the table. */
export const makeDepartmentStore = (table: Table): DepartmentStore => {
  const departments = once(() => makeDepartmentEntity(table));
  const trees = once(() => makeTreeEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const entities = () => ({ departments: departments(), trees: trees(), keys: keys() });
  const tree = TREE;

  return {
    find: async (id) => {
      const { data } = await departments().get({ tree, id }).go({ consistent: true });
      return data === null ? undefined : departmentOf(data);
    },
    readTree: async () => {
      // The tree's row first: what changes between the two reads makes its version stale.
      const { data: row } = await trees().get({ tree }).go({ consistent: true });
      const { data } = await departments().query.primary({ tree }).go({ consistent: true, pages: 'all' });
      return {
        version: row?.version ?? 0,
        count: row?.count ?? 0,
        moving: row?.moving,
        departments: data.map(departmentOf),
      };
    },
    create: async ({ version: expected, count }, { parent, ancestors, ...department }, claim, now) =>
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.trees
            .put({ tree, version: expected + 1, count: count + 1 })
            .where(({ version }, { eq, notExists }) =>
              expected === 0 ? notExists(version) : eq(version, expected),
            )
            .commit(),
          write.departments
            .create({
              tree,
              ...department,
              ancestors: [...ancestors],
              ...(parent === null ? {} : { parent }),
            })
            .commit(),
          ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
        ]).go(),
      ),
    replace: async ({ version: expected }, after, moving) => {
      const { id, name, parent, ancestors, version, updatedAt } = after;
      const values = { name, ancestors: [...ancestors], version, updatedAt };
      return committed(
        await createWriteTransaction(entities(), (write) => [
          write.trees
            .patch({ tree })
            .set({ version: expected + 1, ...(moving ? { moving: id } : {}) })
            .where((row, { eq }) => eq(row.version, expected))
            .commit(),
          (parent === null
            ? write.departments.patch({ tree, id }).set(values).remove(['parent'])
            : write.departments.patch({ tree, id }).set({ ...values, parent })
          ).commit(),
        ]).go(),
      );
    },
    remove: async ({ version: expected }, id) =>
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.trees
            .patch({ tree })
            .set({ version: expected + 1 })
            .subtract({ count: 1 })
            .where((row, { eq }) => eq(row.version, expected))
            .commit(),
          write.departments
            .delete({ tree, id })
            .where((row, { eq }) => eq(row.members, 0))
            .commit(),
        ]).go(),
      ),
    place: async (expected, placements) =>
      committed(
        await createWriteTransaction(entities(), (write) => [
          write.trees
            .check({ tree })
            .where((row, { eq }) => eq(row.version, expected))
            .commit(),
          ...placements.map(({ id, ancestors }) =>
            write.departments
              .patch({ tree, id })
              .set({ ancestors: [...ancestors] })
              .commit(),
          ),
        ]).go(),
      ),
    settle: async (expected) => {
      await conditionHeld(() =>
        trees()
          .patch({ tree })
          .remove(['moving'])
          .where((row, { eq }) => eq(row.version, expected))
          .go(),
      );
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
  };
};
