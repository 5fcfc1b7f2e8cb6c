import readWorkbook from 'read-excel-file/web-worker';
import type { Cell } from '../table/cell.ts';
import { unpackedBytes } from './zip-size.ts';

/** What a person looks through before downloading. */
const MOST_ROWS = 500;
const MOST_COLUMNS = 200;
/** A sheet of a million cells unpacks to about 60 MB. */
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;

const cellOf = (value: unknown): Cell => {
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace('T', ' ')
      .replace(/\.\d+Z$/, '');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/** Answers a workbook's bytes with the first rows of every sheet. */
self.onmessage = async ({ data: bytes }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  try {
    if ((unpackedBytes(bytes) ?? Number.POSITIVE_INFINITY) > MOST_UNPACKED_BYTES)
      throw new Error('too large');
    const sheets = await readWorkbook(new Blob([bytes]));
    self.postMessage(
      sheets.map(({ sheet, data }) => ({
        name: sheet,
        rows: data.length,
        columns: data.reduce((most, row) => Math.max(most, row.length), 0),
        first: data.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS).map(cellOf)),
      })),
    );
  } catch {
    self.postMessage(undefined);
  }
};
