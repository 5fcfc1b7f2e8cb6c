import { type LogLine, logLine } from '../../events/runner/log-line.ts';
import { firstLineOf, logKey, logPrefix } from './object-keys.ts';
import type { ObjectFacts, RunObjects } from './objects.ts';
import { parseJson } from './read-json.ts';

/** An answer of the API has 6 MB; lines are cut at 32 KiB. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
/** The runner closes a chunk at 256 KiB and a line more. */
const MAX_CHUNK_BYTES = 4 * 1024 * 1024;
const KEYS_AT_ONCE = 1000;
/** How far before a line its chunk may begin: looked for in steps, because keys can be listed forwards only. */
const LOOK_BACK_LINES = [1000, 20_000, 400_000, 1_000_000_000] as const;

export interface LogPage {
  readonly lines: readonly LogLine[];
  /** Whether the end of what is stored was reached. */
  readonly end: boolean;
}

type Chunk = ObjectFacts & { readonly first: number };

/** Reads the log of one attempt: chunks named by their first line, which follow each other without gaps. */
export const makeLogReader = (objects: Pick<RunObjects, 'list' | 'readText'>) => {
  const listChunks = async (runId: string, attempt: number, from: number) => {
    const { objects: found, end } = await objects.list(
      logPrefix(runId, attempt),
      from <= 1 ? undefined : logKey(runId, attempt, from - 1),
      KEYS_AT_ONCE,
    );
    const chunks = found.flatMap((facts): Chunk[] => {
      const first = firstLineOf(facts.key);
      return first === undefined ? [] : [{ ...facts, first }];
    });
    return { chunks, end };
  };

  /** The last chunk that begins before a line. */
  const chunkBefore = async (runId: string, attempt: number, line: number): Promise<Chunk | undefined> => {
    for (const back of LOOK_BACK_LINES) {
      let from = Math.max(1, line - back);
      let before: Chunk | undefined;
      for (;;) {
        const { chunks, end } = await listChunks(runId, attempt, from);
        const earlier = chunks.filter(({ first }) => first < line);
        before = earlier.at(-1) ?? before;
        if (end || earlier.length < chunks.length || before === undefined) break;
        from = before.first + 1;
      }
      if (before !== undefined || from === 1) return before;
    }
    return undefined;
  };

  const readChunk = async (chunk: Chunk): Promise<readonly LogLine[]> => {
    const source = (await objects.readText(chunk.key, MAX_CHUNK_BYTES)) ?? '';
    return source.split('\n').flatMap((each) => parseJson(logLine, each === '' ? undefined : each) ?? []);
  };

  /** Lines after a number, at most `limit` and about 4 MiB. */
  const readAfter = async (
    runId: string,
    attempt: number,
    after: number,
    limit: number,
  ): Promise<LogPage> => {
    const lines: LogLine[] = [];
    let bytes = 0;
    /** Takes what a chunk gives; false: the page is full and something was left. */
    const take = async (chunk: Chunk): Promise<boolean> => {
      for (const line of await readChunk(chunk)) {
        if (line.n <= after) continue;
        const size = Buffer.byteLength(line.text);
        if (lines.length === limit || (lines.length > 0 && bytes + size > MAX_PAGE_BYTES)) return false;
        lines.push(line);
        bytes += size;
      }
      return true;
    };
    let next = await listChunks(runId, attempt, after + 1);
    if (after > 0 && next.chunks[0]?.first !== after + 1) {
      const before = await chunkBefore(runId, attempt, after + 1);
      if (before !== undefined && !(await take(before))) return { lines, end: false };
    }
    for (;;) {
      for (const chunk of next.chunks) if (!(await take(chunk))) return { lines, end: false };
      const last = next.chunks.at(-1);
      if (next.end || last === undefined) return { lines, end: true };
      next = await listChunks(runId, attempt, last.first + 1);
    }
  };

  /** Whether a chunk begins after a line: news for one who has read so far. */
  const hasMore = async (runId: string, attempt: number, after: number): Promise<boolean> =>
    (await objects.list(logPrefix(runId, attempt), logKey(runId, attempt, after), 1)).objects.length > 0;

  return { readAfter, hasMore };
};

export type LogReader = ReturnType<typeof makeLogReader>;
