import type { Cell } from '../table/cell.ts';

/** One sheet: its size, and its first rows. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly first: readonly (readonly Cell[])[];
}

/** A workbook that takes longer is downloaded rather than waited for. */
const LONGEST_MS = 20_000;

/** Reads an .xlsx in a worker that is ended when it takes too long; undefined when it cannot be read. */
export const readWorkbook = (bytes: Uint8Array<ArrayBuffer>): Promise<readonly WorkbookSheet[] | undefined> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), { type: 'module' });
    const end = (sheets: readonly WorkbookSheet[] | undefined) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(sheets);
    };
    const timer = setTimeout(() => end(undefined), LONGEST_MS);
    worker.onerror = () => end(undefined);
    worker.onmessage = ({ data }: MessageEvent<readonly WorkbookSheet[] | undefined>) => end(data);
    worker.postMessage(bytes, [bytes.buffer]);
  });
