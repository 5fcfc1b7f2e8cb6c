import type { PoolAdministration, Sessions } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { changeManaged, findManaged, type ManageDependencies } from './managed-user.ts';
import { notOneself } from './user-rules.ts';
import { viewUser } from './user-views.ts';

export interface SwitchDependencies extends ManageDependencies {
  readonly pool: Pick<PoolAdministration, 'disable' | 'enable'>;
  readonly sessions: Pick<Sessions, 'revokeOthers'>;
}

/** No session of anybody has this id: "all but this one" is all. */
export const NO_SESSION = '-';

/**
 * `POST /users/{id}/disable`. The row is written first: from then on every request is refused, and nothing starts in this
 * name. Then the sessions are ended, and the pool is told. Each step may be repeated, and the call does all of them whatever
 * it finds: one that was cut off is repaired by the next.
 */
export const makeDisableUser =
  (deps: SwitchDependencies): Operation<RouteOf<typeof directoryRoutes, 'disableUser'>> =>
  async ({ params: { id }, caller }) => {
    const find = () => findManaged(deps, caller, id);
    const user = await changeManaged(deps, find, (found) => {
      if (found.id === caller.userId) throw notOneself();
      return found.status === 'disabled' ? found : { ...found, status: 'disabled', invitation: null };
    });
    await deps.sessions.revokeOthers(user.id, NO_SESSION, new Date(deps.now()).toISOString());
    await deps.pool.disable(user.name);
    return ok(viewUser(user, deps.now()));
  };
