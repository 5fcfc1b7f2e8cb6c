import type { Operation } from '../platform/api.ts';
import { rightsOf } from '../platform/decide.ts';
import { notSignedIn } from '../platform/errors.ts';
import { titleOfRole } from '../platform/permission-words.ts';
import { allowedTo, permissions } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { isReaching } from '../platform/thing.ts';
import type { identityRoutes } from './contract.ts';
import { userReply } from './user.ts';
import type { Users } from './user-store.ts';

/** `GET /auth/me`: who I am, my roles and what they allow. */
export const makeShowMe =
  (users: Pick<Users, 'find'>): Operation<RouteOf<typeof identityRoutes, 'showMe'>> =>
  async ({ caller, request }) => {
    const user = await users.find(caller.username);
    // The session may outlive its user by moments; somebody new of the same name is another id.
    if (user?.status !== 'active' || user.id !== caller.userId) throw notSignedIn();
    const { reach } = rightsOf(caller);
    const titles = caller.authority?.roleTitles ?? new Map();
    return ok({
      ...userReply(user, caller.roleNames),
      permissions: allowedTo(caller),
      role_titles: Object.fromEntries(
        caller.roleNames.map((name) => [name, titleOfRole(name, titles)[request.language]]),
      ),
      data_scopes: permissions.flatMap((permission) => {
        const departments = isReaching(permission) ? reach[permission] : undefined;
        return departments === undefined ? [] : [{ permission, departments: [...departments] }];
      }),
    });
  };
