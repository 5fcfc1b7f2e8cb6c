import * as z from 'zod';

export const CHUNK_ROWS = 1000;
export const MAX_CHUNK_BYTES = 32 * 1024 * 1024;

/** `tables/<name>/<chunk, 6 digits>.json`: up to 1,000 rows as arrays in the order of the columns. */
export const tableChunk = z
  .array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])))
  .max(CHUNK_ROWS);
export type TableRow = z.output<typeof tableChunk>[number];
