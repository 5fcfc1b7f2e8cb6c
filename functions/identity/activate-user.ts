import type { Operation } from '../platform/api.ts';
import { basePath } from '../platform/http-event.ts';
import type { Role } from '../platform/permissions.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { CreateUser } from './create-user.ts';
import type { PasswordHistory } from './password-history.ts';
import type { PendingRegistrations } from './pending-registration.ts';
import { wrongMailCode } from './reset-forgotten-password.ts';
import { userReply } from './user.ts';

export interface ActivateUserDependencies {
  readonly createUser: CreateUser;
  readonly history: Pick<PasswordHistory, 'remember'>;
  readonly pending: Pick<PendingRegistrations, 'finish'> | undefined;
  readonly defaultRoles: readonly Role[];
}

/** `POST /auth/activate`: makes the user who registered, for the code that came by mail. */
export const makeActivateUser =
  (deps: ActivateUserDependencies): Operation<RouteOf<typeof identityRoutes, 'activateUser'>> =>
  async ({ body }) => {
    const wanted = await deps.pending?.finish(body.registration, body.code);
    if (wanted === undefined) throw wrongMailCode();
    const user = await deps.createUser(wanted, deps.defaultRoles);
    await deps.history.remember(user.id, wanted.password);
    return created(userReply(user, deps.defaultRoles), `${basePath}/auth/me`);
  };
