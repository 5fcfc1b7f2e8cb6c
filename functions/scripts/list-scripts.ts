import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import { matchesSearch, type Script } from './script.ts';
import { type ScriptStore, type Shelf, scriptPosition } from './store.ts';
import { viewScript } from './views.ts';

type ListScripts = RouteOf<typeof scriptsRoutes, 'listScripts'>;
type Filters = Omit<QueryOf<ListScripts>, 'page_size' | 'cursor'>;

/** The narrowest index that a request's filters allow. */
const shelfOf = ({ owner, category, archived }: Filters): Shelf => {
  if (owner !== undefined) return { by: 'owner', owner };
  if (category !== undefined) return { by: 'category', category };
  return { by: 'everybody', archived: archived === 'true' };
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
  async ({ query: { page_size, cursor, ...filters } }) => {
    const { owner, category, tag, q, archived } = filters;
    const scope = ['listScripts', owner, category, tag, q, archived === 'true'];
    const shelf = shelfOf(filters);
    const page = await collectPage(
      {
        read: (after, limit) => store.list(shelf, after, limit),
        positionOf: (script) => scriptPosition(script),
        keep: (script) => matches(script, filters),
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
