import type { PoolAdministration, Sessions } from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { directoryRoutes } from './contract.ts';
import { NO_SESSION } from './disable-user.ts';
import { changeManaged, findManaged, type ManageDependencies } from './managed-user.ts';
import { newTemporaryPassword } from './secrets.ts';

export interface ResetDependencies extends ManageDependencies {
  readonly pool: Pick<PoolAdministration, 'setTemporaryPassword'>;
  readonly sessions: Pick<Sessions, 'revokeOthers'>;
  readonly passwordMinLength: number;
}

const disabled = () => conflict(text('the user is disabled; enable them first', '该用户已停用，请先启用'));

/**
 * `POST /users/{id}/reset-password`. An open invitation is void from then on; the password of before is worth nothing once
 * the pool has the new one, and sessions end after that, so that none is opened by the old one in between. One that was cut
 * off is simply repeated: nobody has seen its password.
 */
export const makeResetUserPassword =
  (deps: ResetDependencies): Operation<RouteOf<typeof directoryRoutes, 'resetUserPassword'>> =>
  async ({ params: { id }, caller }) => {
    const find = () => findManaged(deps, caller, id);
    const user = await changeManaged(deps, find, (found) =>
      found.invitation === null ? found : { ...found, invitation: null },
    );
    if (user.status === 'disabled') throw disabled();
    const temporary_password = newTemporaryPassword(deps.passwordMinLength);
    await deps.pool.setTemporaryPassword(user.name, temporary_password);
    await deps.sessions.revokeOthers(user.id, NO_SESSION, new Date(deps.now()).toISOString());
    return ok({ temporary_password });
  };
