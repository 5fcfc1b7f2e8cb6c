/** Asks one thing the platform needs for a sign of life; rejects when there is none. */
export type DependencyCheck = (signal: AbortSignal) => Promise<unknown>;
