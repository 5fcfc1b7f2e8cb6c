import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import type { GroupStore } from './group-store.ts';
import type { ListUsersDependencies } from './list-users.ts';
import { viewUser } from './user-views.ts';

/** `GET /groups/{id}/members`: by name. */
export const makeListMembers =
  ({
    groups,
    directory,
    cursors,
    now,
  }: ListUsersDependencies & { readonly groups: Pick<GroupStore, 'find'> }): Operation<
    RouteOf<typeof directoryRoutes, 'listMembers'>
  > =>
  async ({ params: { id }, query: { page_size, cursor }, caller }) => {
    if ((await groups.find(id)) === undefined) throw notFound();
    const scope = ['listMembers', caller.userId, id];
    const page = await collectPage(
      { read: (after, limit) => directory.listOf(id, after, limit), positionOf: ({ name }) => name },
      page_size,
      await cursors.open(cursor, scope),
    );
    const next_cursor = await cursors.seal(page.next, scope);
    return ok({ items: page.rows.map((user) => viewUser(user, now())), page_size, next_cursor });
  };
