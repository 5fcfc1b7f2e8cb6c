/** One partition of an index: rows in falling order of their positions. */
export interface Partition<Row> {
  /** Rows below a position (undefined: from the start), at most about `limit`; `end` when there are no more. */
  read(after: string | undefined, limit: number): Promise<{ rows: readonly Row[]; end: boolean }>;
}

/** So many partitions are read at the same time. */
const AT_ONCE = 16;

const readAll = async <Row>(
  partitions: readonly Partition<Row>[],
  after: string | undefined,
  limit: number,
) => {
  const chunks: { rows: readonly Row[]; end: boolean }[] = [];
  for (let first = 0; first < partitions.length; first += AT_ONCE)
    chunks.push(
      ...(await Promise.all(
        partitions.slice(first, first + AT_ONCE).map((partition) => partition.read(after, limit)),
      )),
    );
  return chunks;
};

/** Those rows of a partition that are meant: it is read on until there is one, or no more. */
export const filterPartition = <Row>(
  partition: Partition<Row>,
  isMeant: (row: Row) => boolean,
  positionOf: (row: Row) => string,
): Partition<Row> => ({
  read: async (after, limit) => {
    for (let start = after; ; ) {
      const { rows, end } = await partition.read(start, limit);
      const last = rows.at(-1);
      const meant = rows.filter(isMeant);
      if (end || last === undefined || meant.length > 0) return { rows: meant, end };
      start = positionOf(last);
    }
  },
});

/**
 * Partitions as one list, in falling order, each row once however many partitions hold it. Nothing is remembered between
 * reads: every partition is asked for what lies below the position, and what lies below the last row of a partition that
 * has more is left to the next read.
 */
export const mergePartitions = <Row>(
  partitions: readonly Partition<Row>[],
  positionOf: (row: Row) => string,
): Partition<Row> => {
  const [only] = partitions;
  if (only !== undefined && partitions.length === 1) return only;
  return {
    read: async (after, limit) => {
      const chunks = await readAll(partitions, after, limit);
      const frontier = chunks
        .filter(({ end }) => !end)
        .map(({ rows }) => rows.at(-1))
        .filter((row) => row !== undefined)
        .reduce((highest, row) => (positionOf(row) > highest ? positionOf(row) : highest), '');
      const merged = new Map<string, Row>();
      for (const { rows } of chunks) for (const row of rows) merged.set(positionOf(row), row);
      const sorted = [...merged].sort(([a], [b]) => (a < b ? 1 : -1));
      const sure = sorted.filter(([position]) => position >= frontier).slice(0, limit);
      return {
        rows: sure.map(([, row]) => row),
        end: chunks.every(({ end }) => end) && sure.length === sorted.length,
      };
    },
  };
};
