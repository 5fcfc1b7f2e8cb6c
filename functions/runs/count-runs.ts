import type { Operation } from '../platform/api.ts';
import { admitRows, readableRows } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { runStatuses, type runsRoutes } from './contract.ts';
import { runKind, shelvesOfRuns } from './readable-runs.ts';
import { isThere } from './run.ts';
import { spanOf } from './run-ids.ts';
import type { RunStore } from './store.ts';

/** The newest runs that are counted; of more the answer says so. A page of an index holds a few hundred. */
const MOST = 2000;
const PAGE = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Counts the caller's visible runs of the last days by their status: at most 2,000, the newest, in at most a few reads of one
 * index. `complete` is false when there are more.
 */
export const makeCountRuns =
  ({
    store,
    now,
  }: {
    store: Pick<RunStore, 'list' | 'findAll'>;
    now: () => number;
  }): Operation<RouteOf<typeof runsRoutes, 'countRuns'>> =>
  async ({ query, caller }) => {
    const since = new Date(now() - query.days * DAY_MS).toISOString();
    const span = spanOf(since, undefined, now());
    const source = await readableRows(
      caller,
      runKind,
      shelvesOfRuns(store, span, caller, { by: 'everybody' }),
    );
    const admit = admitRows(caller, runKind);
    const counts = Object.fromEntries(runStatuses.map((status) => [status, 0])) as Record<
      (typeof runStatuses)[number],
      number
    >;
    let read = 0;
    let after: string | undefined;
    let complete = false;
    while (!complete && read < MOST) {
      const { rows, end } = await source.read(after, PAGE);
      const there = rows.filter(isThere);
      for (const run of admit === undefined ? there : await admit(there)) counts[run.status] += 1;
      read += rows.length;
      after = rows.at(-1)?.id ?? after;
      complete = end || rows.length === 0;
    }
    return ok({ since, counts, complete });
  };
