/** `{{ set.month }}` in the texts of a drop folder's parameters. */
const PLACE = /\{\{ *set\.([A-Za-z_][A-Za-z0-9_]*) *\}\}/g;

/** The parts that a value refers to. */
export const partsUsed = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [...value.matchAll(PLACE)].flatMap(([, name]) => name ?? []);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(partsUsed);
  return [];
};

/** The value with the set's own parts in it. What refers to no part stays as it is. */
export const fillIn = (value: unknown, key: Readonly<Record<string, string>>): unknown => {
  if (typeof value === 'string')
    return value.replace(PLACE, (written, name: string) =>
      Object.hasOwn(key, name) ? (key[name] ?? '') : written,
    );
  if (Array.isArray(value)) return value.map((item: unknown) => fillIn(item, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillIn(item, key)]));
  return value;
};
