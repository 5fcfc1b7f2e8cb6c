import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import { presentSummary } from './present-run.ts';
import { maySee, type Run } from './run.ts';
import { spanOf } from './run-ids.ts';
import type { RunStore, Shelf } from './store.ts';

type ListRuns = RouteOf<typeof runsRoutes, 'listRuns'>;
type Filters = QueryOf<ListRuns>;

/** The index that selects most: a file's runs, one's own, somebody's, a script's, or everybody's. */
const shelfOf = ({ created_by, script, file }: Filters, caller: Caller): Shelf => {
  if (file !== undefined) return { by: 'file', fileId: file };
  if (!may(caller, 'runs.read.all')) return { by: 'owner', username: caller.username };
  if (created_by !== undefined) return { by: 'owner', username: created_by };
  return script === undefined ? { by: 'everybody' } : { by: 'script', script };
};

/** What the index does not select. */
const keepOf =
  ({ created_by, script, status, trigger }: Filters, caller: Caller) =>
  (run: Run): boolean =>
    maySee(caller, run) &&
    (created_by === undefined || run.created_by === created_by) &&
    (script === undefined || run.script === script) &&
    (status === undefined || run.status === status) &&
    (trigger === undefined || run.trigger.type === trigger);

/** Lists runs, newest first: one's own, or everybody's for those who may see them. */
export const makeListRuns =
  ({
    store,
    cursors,
    now,
  }: {
    store: Pick<RunStore, 'list'>;
    cursors: Cursors;
    now: () => number;
  }): Operation<ListRuns> =>
  async ({ query, caller, request }) => {
    const { page_size, cursor, ...filters } = query;
    const scope = ['runs', caller.userId, filters];
    const start = await cursors.open(cursor, scope);
    const span = spanOf(query.since, query.until, now());
    const shelf = shelfOf(query, caller);
    const { rows, next } = await collectPage(
      {
        read: (after, limit) => store.list(shelf, span, after, limit),
        positionOf: (run: Run) => run.id,
        keep: keepOf(query, caller),
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
