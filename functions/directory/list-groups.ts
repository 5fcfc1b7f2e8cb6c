import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { nameKey } from './department-tree.ts';
import { type Group, viewGroup } from './group.ts';
import { type GroupStore, positionOf } from './group-store.ts';

/** `GET /groups`: by name. */
export const makeListGroups =
  ({
    groups,
    cursors,
  }: {
    readonly groups: Pick<GroupStore, 'list'>;
    readonly cursors: Cursors;
  }): Operation<RouteOf<typeof directoryRoutes, 'listGroups'>> =>
  async ({ query: { page_size, cursor, q }, caller }) => {
    const scope = ['listGroups', caller.userId, q];
    const wanted = q === undefined ? undefined : nameKey(q);
    const page = await collectPage<Group>(
      {
        read: (after, limit) => groups.list(after, limit),
        positionOf,
        ...(wanted === undefined ? {} : { keep: ({ name }: Group) => nameKey(name).includes(wanted) }),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    const next_cursor = await cursors.seal(page.next, scope);
    return ok({ items: page.rows.map(viewGroup), page_size, next_cursor });
  };
