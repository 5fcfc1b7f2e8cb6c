/** Statuses that say "not now": the same request may succeed in a moment. */
const passing = new Set([429, 502, 503, 504]);

/** How often a request is tried in all: with the waits below about 12 seconds. */
export const TRIES = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/** Whether a request may be sent again: it reads, or the server knows it again by its key. */
export const mayRepeat = (method: string, hasKey: boolean): boolean =>
  method === 'GET' || method === 'HEAD' || hasKey;

export const isPassing = (status: number): boolean => passing.has(status);

/** Milliseconds before try number `attempt` + 1 (from 1): doubling, half of it by chance, never before `Retry-After`. */
export const waitBefore = (
  attempt: number,
  retryAfterSeconds: number | undefined,
  random: number,
): number => {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const jittered = longest / 2 + (longest / 2) * random;
  return Math.max(jittered, Math.min((retryAfterSeconds ?? 0) * 1000, 30_000));
};
