/** Says whether something may be recorded now; the number is how many like it were left out before. */
export type AuditLimit = (key: string, now: number) => number | undefined;

/** More keys than an attack from one network makes; the oldest are forgotten. */
const MAX_KEYS = 2000;

/** Lets one of a kind pass in each span of milliseconds and counts the others. Each process counts for itself. */
export const makeAuditLimit = (spanMs: number): AuditLimit => {
  const seen = new Map<string, { since: number; leftOut: number }>();
  return (key, now) => {
    const known = seen.get(key);
    if (known !== undefined && now - known.since < spanMs) {
      known.leftOut += 1;
      return undefined;
    }
    seen.delete(key);
    seen.set(key, { since: now, leftOut: 0 });
    const oldest = seen.keys().next().value;
    if (seen.size > MAX_KEYS && oldest !== undefined) seen.delete(oldest);
    return known?.leftOut ?? 0;
  };
};
