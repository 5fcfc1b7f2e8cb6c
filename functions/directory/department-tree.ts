/** What the tree knows of a department. */
export interface TreeNode {
  readonly id: string;
  readonly name: string;
  /** Null: at the top. What counts: {@link ancestors} follow from it. */
  readonly parent: string | null;
  /** Ids from the top down to the parent. */
  readonly ancestors: readonly string[];
}

/** Why a department may not be where somebody wants it. */
export type PlaceFault = 'no_parent' | 'cycle' | 'too_deep' | 'name_taken';

/** Two names that look the same to people are the same among siblings. */
export const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

const byId = <Node extends TreeNode>(nodes: readonly Node[]): ReadonlyMap<string, Node> =>
  new Map(nodes.map((node) => [node.id, node]));

/**
 * The ancestors that follow from parents, from the top down; undefined when there is no way to the top (a parent that is
 * missing, or a cycle: neither can be made through the rules here).
 */
export const ancestorsByParents = (
  nodes: ReadonlyMap<string, Pick<TreeNode, 'parent'>>,
  id: string,
): readonly string[] | undefined => {
  const path: string[] = [];
  let at = nodes.get(id);
  while (at?.parent != null) {
    if (path.includes(at.parent)) return undefined;
    path.unshift(at.parent);
    at = nodes.get(at.parent);
  }
  return at === undefined ? undefined : path;
};

/** The departments below one, at any depth. */
export const below = <Node extends TreeNode>(nodes: readonly Node[], id: string): readonly Node[] => {
  const map = byId(nodes);
  return nodes.filter((node) => ancestorsByParents(map, node.id)?.includes(id));
};

/** How many levels a department has, itself included. */
const levelsOf = (nodes: readonly TreeNode[], id: string): number => {
  const map = byId(nodes);
  const own = ancestorsByParents(map, id)?.length ?? 0;
  const deepest = below(nodes, id).map((node) => ancestorsByParents(map, node.id)?.length ?? own);
  return Math.max(own, ...deepest) - own + 1;
};

/** Whether a department, an existing one (`id`) or a new one, may have this name below this parent. */
export const placeFault = (
  nodes: readonly TreeNode[],
  wanted: { readonly id?: string; readonly name: string; readonly parent: string | null },
  maxDepth: number,
): PlaceFault | undefined => {
  const map = byId(nodes);
  const { id, name, parent } = wanted;
  if (parent !== null && !map.has(parent)) return 'no_parent';
  const path = parent === null ? [] : [...(ancestorsByParents(map, parent) ?? []), parent];
  if (id !== undefined && path.includes(id)) return 'cycle';
  if (path.length + (id === undefined ? 1 : levelsOf(nodes, id)) > maxDepth) return 'too_deep';
  const taken = nodes.some(
    (node) => node.id !== id && node.parent === parent && nameKey(node.name) === nameKey(name),
  );
  return taken ? 'name_taken' : undefined;
};

/** The departments whose ancestors are not what follows from the parents, each with what they should be. */
export const misplaced = <Node extends TreeNode>(
  nodes: readonly Node[],
): readonly { readonly node: Node; readonly ancestors: readonly string[] }[] => {
  const map = byId(nodes);
  return nodes.flatMap((node) => {
    const ancestors = ancestorsByParents(map, node.id) ?? [];
    return ancestors.join('/') === node.ancestors.join('/') ? [] : [{ node, ancestors }];
  });
};

/** Each department before those below it, siblings by name. */
export const inTreeOrder = <Node extends TreeNode>(nodes: readonly Node[]): readonly Node[] => {
  const children = Map.groupBy(nodes, ({ parent }) => parent);
  const order = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });
  const walk = (parent: string | null): Node[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => order.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
      .flatMap((node) => [node, ...walk(node.id)]);
  return walk(null);
};
