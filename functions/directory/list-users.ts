import type { User } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { collectPage, type ListSource } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { nameKey } from './department-tree.ts';
import type { DirectoryStore } from './user-store.ts';
import { viewUser } from './user-views.ts';

type ListUsers = RouteOf<typeof directoryRoutes, 'listUsers'>;
type Filters = Omit<QueryOf<ListUsers>, 'page_size' | 'cursor'>;

export interface ListUsersDependencies {
  readonly directory: Pick<DirectoryStore, 'list' | 'listOf'>;
  readonly cursors: Cursors;
  readonly now: () => number;
}

/** Whether a user is among those asked for; `q` looks into both names and the e-mail address. */
export const isListed = (user: User, { q, role, department, group, status }: Filters): boolean => {
  const words = [user.username, user.displayName ?? '', user.email ?? ''];
  return (
    (q === undefined || words.some((word) => nameKey(word).includes(nameKey(q)))) &&
    (role === undefined || (user.roles ?? []).includes(role)) &&
    (department === undefined || user.department === department) &&
    (group === undefined || user.groups.includes(group)) &&
    (status === undefined || user.status === status)
  );
};

/** The narrowest list: of a group or a department where one is asked for, otherwise of everybody. */
const sourceOf = (directory: ListUsersDependencies['directory'], filters: Filters): ListSource<User> => {
  const unit = filters.group ?? filters.department;
  const narrow = Object.entries(filters).some(([, value]) => value !== undefined);
  return {
    read: (after, limit) =>
      unit === undefined ? directory.list(after, limit) : directory.listOf(unit, after, limit),
    positionOf: ({ name }) => name,
    ...(narrow ? { keep: (user: User) => isListed(user, filters) } : {}),
  };
};

/** `GET /users`: by name. */
export const makeListUsers =
  ({ directory, cursors, now }: ListUsersDependencies): Operation<ListUsers> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const scope = ['listUsers', caller.userId, ...Object.entries(filters).sort().flat()];
    const start = await cursors.open(cursor, scope);
    const page = await collectPage(sourceOf(directory, filters), page_size, start);
    const next_cursor = await cursors.seal(page.next, scope);
    return ok({ items: page.rows.map((user) => viewUser(user, now())), page_size, next_cursor });
  };
