import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { findManaged, type ManageDependencies } from './managed-user.ts';
import { type ShowDependencies, viewShown } from './show-user.ts';

/** `POST /users/{id}/unlock`: forgets the wrong passwords of this name. */
export const makeUnlockUser =
  (deps: ManageDependencies & ShowDependencies): Operation<RouteOf<typeof directoryRoutes, 'unlockUser'>> =>
  async ({ params: { id }, caller }) => {
    const user = await findManaged(deps, caller, id);
    await deps.signIns.unlock(user.name);
    return ok(await viewShown(deps, user));
  };
