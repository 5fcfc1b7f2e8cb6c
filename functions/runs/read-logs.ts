import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import type { LogPage, LogReader } from './log-reader.ts';
import { isFinal, type Run } from './run.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun } from './view-run.ts';

export interface ReadLogsDependencies {
  readonly store: Pick<RunStore, 'find'>;
  readonly logReader: LogReader;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1000;
const GROWTH = 1.4;
const nothing: LogPage = { lines: [], end: true };

/** Whether an attempt of a run writes no more lines. The row is read before the log, so that nothing comes in between. */
const isOver = (run: Run, attempt: number): boolean =>
  isFinal(run) || (run.attempts.find((each) => each.attempt === attempt)?.finished_at ?? null) !== null;

/**
 * Lines of a run's log after a line number, of its last attempt unless another one is asked for. With `wait` the answer
 * comes as soon as there is something new or the run ends. `done`: the run is over and every line was given.
 */
export const makeReadLogs =
  ({
    store,
    logReader,
    now,
    sleep,
  }: ReadLogsDependencies): Operation<RouteOf<typeof runsRoutes, 'readLogs'>> =>
  async ({ params, query, caller }) => {
    const { after, limit, wait } = query;
    const until = now() + wait * 1000;
    const look = async (run: Run) => {
      const attempt = query.attempt ?? run.attempts.at(-1)?.attempt;
      const known = attempt !== undefined && run.attempts.some((each) => each.attempt === attempt);
      if (query.attempt !== undefined && !known) throw notFound();
      const over = query.attempt === undefined ? isFinal(run) : isOver(run, query.attempt);
      const page = known ? await logReader.readAfter(run.id, attempt, after, limit) : nothing;
      return { attempt, page, done: over && page.end };
    };
    let run = await findVisibleRun(store, params.id, caller);
    let seen = await look(run);
    for (let pause = FIRST_PAUSE_MS; seen.page.lines.length === 0 && !seen.done; ) {
      if (now() + pause > until) break;
      await sleep(pause);
      pause = Math.min(LONGEST_PAUSE_MS, pause * GROWTH);
      const current = await findVisibleRun(store, params.id, caller);
      const news =
        current.revision !== run.revision ||
        (seen.attempt !== undefined && (await logReader.hasMore(run.id, seen.attempt, after)));
      run = current;
      if (news) seen = await look(run);
    }
    const { attempt = null, page, done } = seen;
    return ok({ lines: page.lines, next: page.lines.at(-1)?.n ?? after, done, attempt });
  };
