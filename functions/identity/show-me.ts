import type { Operation } from '../platform/api.ts';
import { notSignedIn } from '../platform/errors.ts';
import { permissionsOf } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import { userReply } from './user.ts';
import type { Users } from './user-store.ts';

/** `GET /auth/me`: who I am, my roles and what they allow. */
export const makeShowMe =
  (users: Pick<Users, 'find'>): Operation<RouteOf<typeof identityRoutes, 'showMe'>> =>
  async ({ caller }) => {
    const user = await users.find(caller.username);
    // The session may outlive its user by moments; somebody new of the same name is another id.
    if (user?.status !== 'active' || user.id !== caller.userId) throw notSignedIn();
    return ok({ ...userReply(user, caller.roleNames), permissions: permissionsOf(caller.roles) });
  };
