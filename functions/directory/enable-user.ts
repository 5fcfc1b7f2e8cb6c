import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { NO_SESSION, type SwitchDependencies } from './disable-user.ts';
import { changeManaged, findManaged } from './managed-user.ts';
import { viewUser } from './user-views.ts';

/**
 * `POST /users/{id}/enable`. The row is written last: until then nothing is let in, and what was cut off is repaired by
 * the next call. Sessions that a cut-off disabling left are ended first, so that none comes to life again.
 */
export const makeEnableUser =
  (deps: SwitchDependencies): Operation<RouteOf<typeof directoryRoutes, 'enableUser'>> =>
  async ({ params: { id }, caller }) => {
    const find = () => findManaged(deps, caller, id);
    const before = await find();
    if (before.status === 'disabled')
      await deps.sessions.revokeOthers(id, NO_SESSION, new Date(deps.now()).toISOString());
    await deps.pool.enable(before.name);
    const user = await changeManaged(deps, find, (found) =>
      found.status === 'active' ? found : { ...found, status: 'active' },
    );
    return ok(viewUser(user, deps.now()));
  };
