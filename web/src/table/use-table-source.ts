import { computed, onBeforeUnmount, ref, shallowRef, triggerRef } from 'vue';
import { api, dataOf } from '../api/client.ts';
import type { Cell } from './cell.ts';

/** The most the API gives at a time. */
const CHUNK_ROWS = 1000;
/** Rows that the console takes in whole to sort and filter them. */
export const MOST_SORTED = 300_000;

type Rows = Cell[][];

/** Rows of a returned table: fetched where the reader looks, and all of them when they are to be sorted. */
export const useTableSource = (runId: string, name: string, rowCount: number) => {
  const chunks = shallowRef(new Map<number, Rows>());
  const coming = new Map<number, Promise<void>>();
  const failure = ref<unknown>();
  /** Titles of columns that are hidden from the reader. */
  const masked = shallowRef<readonly string[]>([]);
  const abort = new AbortController();
  onBeforeUnmount(() => abort.abort());

  const fetchChunk = async (chunk: number): Promise<void> => {
    try {
      const answer = await dataOf(
        api.GET('/runs/{id}/tables/{name}', {
          params: { path: { id: runId, name }, query: { offset: chunk * CHUNK_ROWS, limit: CHUNK_ROWS } },
          signal: abort.signal,
        }),
      );
      chunks.value.set(chunk, answer.rows);
      masked.value = answer.masked;
      triggerRef(chunks);
    } catch (error) {
      if (!abort.signal.aborted) failure.value = error;
      throw error;
    }
  };
  /** One request for a chunk, however many wait for it; a failed one may be asked for again. */
  const chunkThere = (chunk: number): Promise<void> => {
    const asked = coming.get(chunk) ?? fetchChunk(chunk);
    coming.set(chunk, asked);
    asked.catch(() => coming.delete(chunk));
    return asked;
  };

  /** Makes sure that rows [first, last) come. */
  const want = (first: number, last: number): void => {
    for (
      let chunk = Math.floor(first / CHUNK_ROWS);
      chunk * CHUNK_ROWS < Math.min(last, rowCount);
      chunk += 1
    ) {
      chunkThere(chunk).catch(() => undefined);
    }
  };
  const row = (index: number): Cell[] | undefined =>
    chunks.value.get(Math.floor(index / CHUNK_ROWS))?.[index % CHUNK_ROWS];

  const chunkCount = Math.ceil(rowCount / CHUNK_ROWS);
  const share = computed(() => (chunkCount === 0 ? 1 : chunks.value.size / chunkCount));
  /** Fetches whatever is missing, a few requests at a time, and answers all rows. */
  const all = async (): Promise<Rows> => {
    failure.value = undefined;
    const missing = Array.from({ length: chunkCount }, (_, chunk) => chunk).filter(
      (chunk) => !chunks.value.has(chunk),
    );
    const worker = async (): Promise<void> => {
      for (let chunk = missing.shift(); chunk !== undefined; chunk = missing.shift()) await chunkThere(chunk);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    return Array.from({ length: chunkCount }, (_, chunk) => chunks.value.get(chunk) ?? []).flat();
  };

  return { row, want, all, share, failure, chunks, masked };
};
