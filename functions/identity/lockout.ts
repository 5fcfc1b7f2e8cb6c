/** Wrong passwords in a row that lock a name; and how many may be with the pool at a time. */
export const MAX_FAILURES = 5;
/** How long it stays locked: 30 minutes, in milliseconds. */
export const LOCK_MS = 30 * 60 * 1000;
/** After a day without another try a series of failures is forgotten, in milliseconds. */
export const SERIES_MS = 24 * 60 * 60 * 1000;

/** A try that has not been answered by then never will be, and counts as a failure, in milliseconds. */
export const TRY_MS = 60 * 1000;

/** How sign-in to one name has gone lately. */
export interface SignInRecord {
  /** Tries since the last right one: those that failed, and those that are not answered yet. */
  readonly failures: number;
  /** When the last of them began, in milliseconds since 1970. */
  readonly triedAt?: number | undefined;
  /** Milliseconds since 1970. */
  readonly lockedUntil?: number | undefined;
}

/** How many seconds a name stays locked, or undefined when it is not. */
export const secondsLocked = (record: SignInRecord | undefined, now: number): number | undefined => {
  const left = (record?.lockedUntil ?? 0) - now;
  return left > 0 ? Math.ceil(left / 1000) : undefined;
};

/** Whether all tries are used up by calls of which nothing has been heard for too long. */
export const isForgotten = (record: SignInRecord, now: number): boolean =>
  locks(record) && (record.triedAt ?? 0) + TRY_MS <= now;

/** Whether the failure of this try is the one that locks. */
export const locks = (record: SignInRecord): boolean => record.failures >= MAX_FAILURES;
