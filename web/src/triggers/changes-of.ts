const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
const written = (value: unknown): string | undefined => JSON.stringify(value, inOrder);

/**
 * What a form would change: its fields without those that are as they were read. Who may change a trigger of somebody else
 * may not name what it runs, not even unchanged.
 */
export const changesOf = <Body extends object>(body: Body, read: object): Partial<Body> => {
  const before = new Map<string, unknown>(Object.entries(read));
  return Object.fromEntries(
    Object.entries(body).filter(([field, value]) => written(value) !== written(before.get(field))),
  ) as Partial<Body>;
};
