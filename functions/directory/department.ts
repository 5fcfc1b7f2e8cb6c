import type { TreeNode } from './department-tree.ts';

/** A department as it is kept. */
export interface Department extends TreeNode {
  /** Users in it, not counting those of departments below. */
  readonly members: number;
  /** Counts changes of name and place. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The whole tree as it was read; `version` is what a change of it is made against. */
export interface Tree {
  readonly version: number;
  readonly count: number;
  /** The department whose move is not finished: those below may still name the ancestors of before. */
  readonly moving: string | undefined;
  readonly departments: readonly Department[];
}

/** A department as the API answers it. */
export const viewDepartment = (department: Department) => ({
  id: department.id,
  name: department.name,
  parent: department.parent,
  ancestors: [...department.ancestors],
  members_count: department.members,
  version: department.version,
  created_at: department.createdAt,
  updated_at: department.updatedAt,
});
