/** Percentiles of a sample, in the sample's unit. */
export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The nearest-rank percentile (0 < share ≤ 1) of an ascending sample. */
const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

/** Summarises a sample; an empty one gives NaN. */
export const summarise = (sample: readonly number[]): Summary => {
  const sorted = [...sample].sort((one, other) => one - other);
  return {
    count: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
};

/** Milliseconds that one call takes. */
export const timed = async (call: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await call();
  return performance.now() - started;
};

/** Rounded for a table; NaN is a dash. */
export const shown = (value: number, digits = 0): string =>
  Number.isNaN(value) ? '–' : value.toFixed(digits);
