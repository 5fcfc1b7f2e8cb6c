import type { Entity, TransactWriteEntity } from 'electrodb';
import {
  type makeDepartmentEntity,
  type makeGroupEntity,
  type makeMemberEntity,
  SHELF,
  TREE,
} from './entities.ts';

/** An entity as `createWriteTransaction` hands it out. */
type Writer<E> =
  E extends Entity<infer A, infer F, infer C, infer S> ? TransactWriteEntity<A, F, C, S> : never;

/** What the items below are made with. */
interface UnitWriters {
  readonly departments: Writer<ReturnType<typeof makeDepartmentEntity>>;
  readonly groups: Writer<ReturnType<typeof makeGroupEntity>>;
  readonly members: Writer<ReturnType<typeof makeMemberEntity>>;
}

/** A unit is a department or a group; its id says which. */
const isDepartment = (unit: string): boolean => unit.startsWith('dep_');

/**
 * The two items that put a user into a unit, for the transaction that writes the user. The first one's condition fails when
 * the unit is gone; a unit with users cannot go, for this very count.
 */
export const joining = ({ departments, groups, members }: UnitWriters, name: string, unit: string) => [
  isDepartment(unit)
    ? departments.patch({ tree: TREE, id: unit }).add({ members: 1 }).commit()
    : groups.patch({ shelf: SHELF, id: unit }).add({ members: 1 }).commit(),
  members.put({ unit, name }).commit(),
];

/** The two items that take a user out of a unit. */
export const leaving = ({ departments, groups, members }: UnitWriters, name: string, unit: string) => [
  isDepartment(unit)
    ? departments.patch({ tree: TREE, id: unit }).subtract({ members: 1 }).commit()
    : groups.patch({ shelf: SHELF, id: unit }).subtract({ members: 1 }).commit(),
  members.delete({ unit, name }).commit(),
];
