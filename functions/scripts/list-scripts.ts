import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { mergePartitions } from '../platform/merge-lists.ts';
import type { Caller } from '../platform/permissions.ts';
import { admitRows, type ListKind, readableRows, type Shelves } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import { matchesSearch, type Script, thingOfScript } from './script.ts';
import { type ScriptStore, type Shelf, scriptPosition } from './store.ts';
import { viewScript } from './views.ts';

type ListScripts = RouteOf<typeof scriptsRoutes, 'listScripts'>;
type Filters = Omit<QueryOf<ListScripts>, 'page_size' | 'cursor'>;

/** Scripts as lists know them: the newest first, by creation and name. */
const scriptKind: ListKind<Script> = {
  type: 'script',
  action: 'scripts.read',
  thingOf: thingOfScript,
  positionOf: scriptPosition,
  byId: false,
};

/** Where scripts are found, from the narrowest indexes that a request's filters allow. */
const shelvesOf = (store: ScriptStore, caller: Caller, filters: Filters): Shelves<Script> => {
  const shelf = (from: Shelf) => ({
    read: (after: string | undefined, limit: number) => store.list(from, after, limit),
  });
  const archived = filters.archived === 'true';
  const open =
    filters.category === undefined
      ? shelf({ by: 'everybody', archived })
      : shelf({ by: 'category', category: filters.category });
  return {
    everybody:
      filters.owner === undefined
        ? mergePartitions([open, shelf({ by: 'restricted', archived })], scriptPosition)
        : shelf({ by: 'owner', owner: filters.owner }),
    open,
    own: shelf({ by: 'owner', owner: caller.username }),
    department: (department) => shelf({ by: 'department', department }),
    findAll: (names) => store.findAll(names),
  };
};

const matches = (script: Script, { owner, category, tag, q, archived }: Filters): boolean =>
  script.archived === (archived === 'true') &&
  (owner === undefined || script.owner === owner) &&
  (category === undefined || script.category === category) &&
  (tag === undefined || script.tags.includes(tag)) &&
  (q === undefined || matchesSearch(script, q));

/** Lists scripts, newest first; archived ones only when they are asked for. */
export const makeListScripts =
  ({ store, cursors }: { store: ScriptStore; cursors: Cursors }): Operation<ListScripts> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const { owner, category, tag, q, archived } = filters;
    const scope = ['listScripts', caller.userId, owner, category, tag, q, archived === 'true'];
    const { read } = await readableRows(caller, scriptKind, shelvesOf(store, caller, filters));
    const page = await collectPage(
      {
        read,
        positionOf: scriptPosition,
        keep: (script) => matches(script, filters),
        admit: admitRows(caller, scriptKind),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: page.rows.map(viewScript),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
