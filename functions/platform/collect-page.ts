/** How many rows one read of a filtered list takes, and how many reads one request may cost. */
const CHUNK_ROWS = 100;
const MAX_READS = 20;

/** A list in an index, in the list's order. */
export interface ListSource<Row> {
  /** Rows after a position (undefined: from the start), at most `limit`; `end` when there are no more. */
  read(after: string | undefined, limit: number): Promise<{ rows: readonly Row[]; end: boolean }>;
  /** The position just behind a row. */
  positionOf(row: Row): string;
  /** What the index cannot select. */
  keep?(row: Row): boolean;
  /** What of the kept rows may be shown, when a policy has to be asked. */
  admit?: ((rows: readonly Row[]) => Promise<readonly Row[]>) | undefined;
}

export interface CollectedPage<Row> {
  readonly rows: readonly Row[];
  /** Where the next page starts; null: that was all. */
  readonly next: string | null;
}

/**
 * Collects one page of a filtered list. It reads on until the page is full and one more row is known, so that `next`
 * is null exactly at the end; a filter that matches next to nothing gives up after 2,000 rows with a short page and a
 * `next` to go on from.
 */
export const collectPage = async <Row>(
  source: ListSource<Row>,
  pageSize: number,
  start: string | undefined,
): Promise<CollectedPage<Row>> => {
  const rows: Row[] = [];
  const keep = source.keep ?? (() => true);
  const admit = source.admit ?? (async (kept: readonly Row[]) => kept);
  const filtered = source.keep !== undefined || source.admit !== undefined;
  const limit = filtered ? Math.max(CHUNK_ROWS, pageSize + 1) : pageSize + 1;
  let after = start;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const chunk = await source.read(after, limit);
    for (const row of await admit(chunk.rows.filter(keep))) {
      const last = rows.at(-1);
      if (rows.length === pageSize && last !== undefined) return { rows, next: source.positionOf(last) };
      rows.push(row);
    }
    const scanned = chunk.rows.at(-1);
    if (chunk.end || scanned === undefined) return { rows, next: null };
    after = source.positionOf(scanned);
  }
  return { rows, next: after ?? null };
};
