/** Chromium lays out about 33 million pixels, Firefox about 17: a taller list is scrolled in proportion. */
const TALLEST = 8_000_000;

/** Which rows of a long list are on screen, and where the block of them stands. All in pixels but the rows. */
export interface Window {
  readonly first: number;
  readonly last: number;
  /** Height of the whole scrolled area. */
  readonly height: number;
  /** Where row `first` stands in it. */
  readonly top: number;
}

const OVERSCAN = 8;

/**
 * The rows to draw for a scroll position. Rows have one height, so a million of them cost no more than forty.
 * `last` is exclusive.
 */
export const windowAt = (count: number, rowHeight: number, scrollTop: number, viewHeight: number): Window => {
  const real = count * rowHeight;
  const height = Math.min(real, TALLEST);
  const reach = Math.max(1, height - viewHeight);
  // Within the tallest height this factor is 1; above it the thumb stands for more rows than pixels.
  const position =
    real <= TALLEST ? scrollTop : (Math.min(scrollTop, reach) / reach) * Math.max(0, real - viewHeight);
  const first = Math.max(0, Math.floor(position / rowHeight) - OVERSCAN);
  const last = Math.min(count, Math.ceil((position + viewHeight) / rowHeight) + OVERSCAN);
  return { first, last: Math.max(first, last), height, top: scrollTop + first * rowHeight - position };
};

/** The scroll position that brings a row to the top of the view. */
export const scrollTopOf = (row: number, count: number, rowHeight: number, viewHeight: number): number => {
  const real = count * rowHeight;
  if (real <= TALLEST) return row * rowHeight;
  const reach = Math.max(1, TALLEST - viewHeight);
  return (Math.min(row * rowHeight, real - viewHeight) / Math.max(1, real - viewHeight)) * reach;
};
