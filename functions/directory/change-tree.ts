import { conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import type { Tree } from './department.ts';
import { type DepartmentStore, PLACED_AT_ONCE } from './department-store.ts';
import { misplaced } from './department-tree.ts';

/** How often a change is decided anew because somebody else's came first. */
const TRIES = 10;

/**
 * Finishes the move that is under way: whoever it is who made it, what is to be written follows from the parents alone.
 * Every batch is on condition that the tree is still at this version, so that two who finish the same move do no harm, and
 * one who comes late does nothing.
 */
export const finishMove = async (
  store: Pick<DepartmentStore, 'place' | 'settle'>,
  tree: Tree,
): Promise<void> => {
  const wrong = misplaced(tree.departments).map(({ node, ancestors }) => ({ id: node.id, ancestors }));
  for (let at = 0; at < wrong.length; at += PLACED_AT_ONCE)
    if (!(await store.place(tree.version, wrong.slice(at, at + PLACED_AT_ONCE)))) return;
  await store.settle(tree.version);
};

/** Reads the tree; a move that was cut off is finished first. */
export const readSettledTree = async (
  store: Pick<DepartmentStore, 'readTree' | 'place' | 'settle'>,
): Promise<Tree> => {
  const tree = await store.readTree();
  if (tree.moving === undefined) return tree;
  await finishMove(store, tree);
  return store.readTree();
};

/**
 * Decides on a change of the tree and writes it, anew whenever somebody else changed the tree in between. `decide` throws
 * for what is not allowed; `write` says false when the tree is another one by now.
 */
export const changeTree = async <Change>(
  store: Pick<DepartmentStore, 'readTree' | 'place' | 'settle'>,
  decide: (tree: Tree) => Change,
  write: (tree: Tree, change: Change) => Promise<boolean>,
): Promise<Change> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const tree = await readSettledTree(store);
    const change = decide(tree);
    if (tree.moving === undefined && (await write(tree, change))) return change;
  }
  throw conflict(
    text('departments are being changed by others; try again', '部门正在被他人修改，请稍后重试'),
  );
};
