import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import { findVisibleScript } from './find-script.ts';
import type { ScriptStore } from './store.ts';
import { viewVersion } from './views.ts';

/** Lists the versions of a script, the newest first. */
export const makeListVersions =
  ({
    store,
    cursors,
  }: {
    store: ScriptStore;
    cursors: Cursors;
  }): Operation<RouteOf<typeof scriptsRoutes, 'listVersions'>> =>
  async ({ params: { name }, query: { page_size, cursor }, caller }) => {
    const scope = ['listVersions', caller.userId, name];
    const script = await findVisibleScript(store, name, caller);
    const page = await collectPage(
      {
        read: (after, limit) =>
          store.listVersions(name, after === undefined ? undefined : Number(after), limit),
        positionOf: ({ n }) => String(n),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({
      items: page.rows.map((version) => viewVersion(version, version.n === script.currentVersion)),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
