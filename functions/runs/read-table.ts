import { CHUNK_ROWS, MAX_CHUNK_BYTES, type TableRow, tableChunk } from '../../events/runner/table-chunk.ts';
import type { Operation } from '../platform/api.ts';
import { masksFor, maskTable } from '../platform/column-mask.ts';
import { notFound, tooLarge } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { runsRoutes } from './contract.ts';
import { tableChunkKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { readOutcome } from './outcome.ts';
import { readJson } from './read-json.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun } from './view-run.ts';

/** An answer of the API has 6 MB. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** As many rows as an answer holds; when not even one fits, the table can only be downloaded. */
const fitting = (rows: readonly TableRow[]): readonly TableRow[] => {
  let bytes = 0;
  const over = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > MAX_PAGE_BYTES;
  });
  if (over === 0)
    throw tooLarge(
      text(
        'this row is larger than 4 MiB; download the table as a file',
        '该行超过 4 MiB，请以文件形式下载该表',
      ),
    );
  return over === -1 ? rows : rows.slice(0, over);
};

/**
 * Rows of a table that the script returned. Fewer rows than asked for may come when they are large: go on at
 * `offset` + the number of rows until `row_count` is reached.
 */
export const makeReadTable = ({
  store,
  objects,
}: {
  store: Pick<RunStore, 'find'>;
  objects: Pick<RunObjects, 'readText'>;
}): Operation<RouteOf<typeof runsRoutes, 'readTable'>> => {
  const readRows = async (keyOf: (chunk: number) => string, from: number, to: number) => {
    const rows: TableRow[] = [];
    for (let chunk = Math.floor(from / CHUNK_ROWS); chunk * CHUNK_ROWS < to; chunk += 1) {
      const read = await readJson(objects, tableChunk, keyOf(chunk), MAX_CHUNK_BYTES);
      if (read === undefined) throw notFound(); // retention has removed it
      const first = chunk * CHUNK_ROWS;
      rows.push(...read.slice(Math.max(0, from - first), to - first));
    }
    return rows;
  };
  return async ({ params, query, caller }) => {
    const { id, outcome_attempt, status } = await findVisibleRun(store, params.id, caller);
    const outcome =
      outcome_attempt === null || status !== 'succeeded'
        ? undefined
        : await readOutcome(objects, id, outcome_attempt);
    const table = outcome?.result?.tables.find(({ name }) => name === params.name);
    if (table === undefined || outcome_attempt === null) throw notFound();
    const from = Math.min(query.offset, table.row_count);
    const to = Math.min(from + query.limit, table.row_count);
    const keyOf = (chunk: number) => tableChunkKey(id, outcome_attempt, table.name, chunk);
    const rows = fitting(await readRows(keyOf, from, to));
    const titles = table.columns.map(({ name }) => name);
    return ok({
      name: table.name,
      columns: table.columns,
      ...maskTable(titles, rows, masksFor(caller)),
      offset: query.offset,
      row_count: table.row_count,
    });
  };
};
