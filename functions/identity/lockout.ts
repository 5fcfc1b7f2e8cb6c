/** Wrong passwords in a row that lock a name. */
export const MAX_FAILURES = 5;
/** How long it stays locked: 30 minutes, in milliseconds. */
export const LOCK_MS = 30 * 60 * 1000;
/** After a day without another try a series of failures is forgotten, in milliseconds. */
export const SERIES_MS = 24 * 60 * 60 * 1000;

/** How sign-in to one name has gone lately. */
export interface SignInRecord {
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly lockedUntil?: number | undefined;
}

/** How many seconds a name stays locked, or undefined when it is not. */
export const secondsLocked = (record: SignInRecord | undefined, now: number): number | undefined => {
  const left = (record?.lockedUntil ?? 0) - now;
  return left > 0 ? Math.ceil(left / 1000) : undefined;
};

/** Whether this failure is the one that locks. */
export const locks = (record: SignInRecord): boolean => record.failures >= MAX_FAILURES;
