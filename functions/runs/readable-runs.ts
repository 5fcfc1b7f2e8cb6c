import type { Caller } from '../platform/permissions.ts';
import type { ListKind, Shelves } from '../platform/readable.ts';
import { type Run, thingOfRun } from './run.ts';
import type { Span } from './run-ids.ts';
import type { RunStore, Shelf } from './store.ts';

/** Runs as lists know them: the newest first, by their ids. */
export const runKind: ListKind<Run> = {
  type: 'run',
  action: 'runs.read',
  thingOf: thingOfRun,
  positionOf: ({ id }) => id,
  byId: true,
};

/** Where runs of a span are found; `everybody` is read from the index that selects most. */
export const shelvesOfRuns = (
  store: Pick<RunStore, 'list' | 'findAll'>,
  span: Span,
  caller: Caller,
  everybody: Shelf,
): Shelves<Run> => {
  const shelf = (from: Shelf) => ({
    read: (after: string | undefined, limit: number) => store.list(from, span, after, limit),
  });
  return {
    everybody: shelf(everybody),
    own: shelf({ by: 'owner', username: caller.username }),
    department: (department) => shelf({ by: 'department', department }),
    findAll: async (ids) => (await store.findAll(ids)).filter(({ id }) => id >= span.from && id <= span.to),
  };
};
