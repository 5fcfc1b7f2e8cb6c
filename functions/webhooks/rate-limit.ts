/** How often something may happen: `burst` times at once, and `per_minute` in the long run. */
export interface RateLimit {
  readonly per_minute: number;
  readonly burst: number;
}

/** A token bucket kept as one number: the moment at which it is full again, in milliseconds since 1970. */
export interface Bucket {
  /** What one taken token moves that moment by. */
  readonly cost: number;
  /** The bucket is empty when that moment is later than this. */
  readonly latest: number;
}

/** The bucket of a limit as it stands at a time. */
export const bucketAt = ({ per_minute, burst }: RateLimit, now: number): Bucket => {
  const cost = 60_000 / per_minute;
  return { cost, latest: now + (burst - 1) * cost };
};

/** How long until there is a token again, in whole seconds, at least one. */
export const secondsUntilToken = (fullAt: number, { latest }: Bucket): number =>
  Math.max(1, Math.ceil((fullAt - latest) / 1000));

/**
 * Requests with a signature that is not valid, from one address. Nobody is kept from sending valid ones: this only bounds
 * what guessing costs the platform.
 */
export const rejectedLimit: RateLimit = { per_minute: 30, burst: 30 };
