import type { RetryPolicy } from '../platform/run-policy.ts';

/** The rule of further attempts of a run; no I/O, chance comes in. */

/** Whether an attempt that ended with this code is followed by another one. `attempt` counts from 1. */
export const shouldRetry = (
  { attempts, on }: Pick<RetryPolicy, 'attempts' | 'on'>,
  attempt: number,
  code: string | null,
): boolean => attempt < attempts && on.some((each) => each === code);

/**
 * Seconds between the end of an attempt and the next one. Exponential: twice as long each time; never longer than
 * `max_delay_seconds`. With jitter half of it is left to chance (`random`, from 0 to 1), so that what failed together
 * does not come back together, and yet never at once.
 */
export const delaySeconds = (
  { delay_seconds, backoff, max_delay_seconds, jitter }: RetryPolicy,
  attempt: number,
  random: number,
): number => {
  const grown = backoff === 'exponential' ? delay_seconds * 2 ** (attempt - 1) : delay_seconds;
  const delay = Math.min(grown, max_delay_seconds);
  return Math.max(1, Math.round(jitter ? delay / 2 + (delay / 2) * random : delay));
};
