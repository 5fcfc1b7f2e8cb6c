type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What differs between two states: keys with equal values are left out, at any depth of plain objects; a list that
 * differs is kept whole on both sides. A missing state (made, removed) leaves the other one whole.
 */
export const changesBetween = (before: unknown, after: unknown): { before: unknown; after: unknown } => {
  if (!isPlain(before) || !isPlain(after)) return { before, after };
  const changed: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name], after[name]];
    if (same(one, other)) continue;
    const inner = changesBetween(one, other);
    if (one !== undefined) changed[0][name] = inner.before;
    if (other !== undefined) changed[1][name] = inner.after;
  }
  return { before: changed[0], after: changed[1] };
};
