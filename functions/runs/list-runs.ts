import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { admitRows, readableRows } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import { presentSummary } from './present-run.ts';
import { runKind, shelvesOfRuns } from './readable-runs.ts';
import { isThere, type Run } from './run.ts';
import { spanOf } from './run-ids.ts';
import type { RunStore, Shelf } from './store.ts';

type ListRuns = RouteOf<typeof runsRoutes, 'listRuns'>;
type Filters = QueryOf<ListRuns>;

/** The index that selects most, for who sees everybody's. */
const shelfOf = ({ created_by, script }: Filters): Shelf => {
  if (created_by !== undefined) return { by: 'owner', username: created_by };
  return script === undefined ? { by: 'everybody' } : { by: 'script', script };
};

/** What the index does not select. */
const keepOf =
  ({ created_by, script, status, trigger }: Filters) =>
  (run: Run): boolean =>
    isThere(run) &&
    (created_by === undefined || run.created_by === created_by) &&
    (script === undefined || run.script === script) &&
    (status === undefined || run.status === status) &&
    (trigger === undefined || run.trigger.type === trigger);

/** Lists runs, newest first: those that the caller may see. The runs of one file are few, and decided one by one. */
export const makeListRuns =
  ({
    store,
    cursors,
    now,
  }: {
    store: Pick<RunStore, 'list' | 'findAll'>;
    cursors: Cursors;
    now: () => number;
  }): Operation<ListRuns> =>
  async ({ query, caller, request }) => {
    const { page_size, cursor, ...filters } = query;
    const scope = ['runs', caller.userId, filters];
    const start = await cursors.open(cursor, scope);
    const span = spanOf(query.since, query.until, now());
    const { file } = query;
    const source =
      file === undefined
        ? await readableRows(caller, runKind, shelvesOfRuns(store, span, caller, shelfOf(query)))
        : {
            read: (after: string | undefined, limit: number) =>
              store.list({ by: 'file', fileId: file }, span, after, limit),
          };
    const { rows, next } = await collectPage(
      {
        read: source.read,
        positionOf: runKind.positionOf,
        keep: keepOf(query),
        admit: admitRows(caller, runKind, file !== undefined),
      },
      page_size,
      start,
    );
    return ok({
      items: rows.map((run) => presentSummary(run, request.language)),
      page_size,
      next_cursor: await cursors.seal(next, scope),
    });
  };
