import { type PoolAdministration, rolesOf, type User } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import type { Log } from '../platform/log.ts';
import { ok } from '../platform/request.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { checkRoles, findManaged, type ManageDependencies, refusalOf } from './managed-user.ts';
import { stale } from './user-rules.ts';
import { viewUser } from './user-views.ts';

type ChangeUser = RouteOf<typeof directoryRoutes, 'changeUser'>;

export interface ChangeUserDependencies extends ManageDependencies {
  readonly pool: Pick<PoolAdministration, 'setRoles' | 'setEmail'>;
  readonly log: Log;
}

/** What the body says, over what was; what it leaves out stays. */
const changed = (user: User, body: BodyOf<ChangeUser>): User => ({
  ...user,
  version: user.version + 1,
  displayName: body.display_name === undefined ? user.displayName : body.display_name,
  email: body.email === undefined ? user.email : body.email,
  department: body.department === undefined ? user.department : body.department,
  roles: body.roles ?? user.roles,
  groups: body.groups ?? user.groups,
  // A code that went to another address must not open this account.
  invitation: body.email === undefined || body.email === user.email ? user.invitation : null,
});

const same = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/**
 * `PATCH /users/{id}`. The row is written first, and counts from then on. The user pool follows: its groups and its
 * address decide nothing any more, so that a pool that does not answer leaves a warning, and the next change of the user
 * makes up for it.
 */
export const makeChangeUser =
  (deps: ChangeUserDependencies): Operation<ChangeUser> =>
  async ({ params: { id }, body, caller }) => {
    const { directory, pool, now, log } = deps;
    const before = await findManaged(deps, caller, id);
    if (before.version !== body.version) throw stale();
    if (body.roles !== undefined) await checkRoles(deps, caller, body.roles, before.roles);
    const after = changed(before, body);
    const outcome = await directory.change(before, after);
    if (outcome.is !== 'written') throw refusalOf(outcome, after.groups);
    try {
      if (!same(before.roles, after.roles)) await pool.setRoles(after.name, rolesOf(after.roles ?? []));
      if (before.email !== after.email) await pool.setEmail(after.name, after.email);
    } catch (cause) {
      log.warn('the user pool was not told of a change', { user_id: id, cause });
    }
    return ok(viewUser(after, now()));
  };
