import type { Operation } from '../platform/api.ts';
import { type FieldError, invalidField, notSignedIn, validationFailed } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { bearerToken } from './authenticate.ts';
import type { identityRoutes } from './contract.ts';
import type { CredentialStore } from './credential-store.ts';
import type { PasswordHistory } from './password-history.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import type { PoolUsers } from './pool-users.ts';
import { passwordVerdict } from './prove-identity.ts';
import type { Sessions } from './session-store.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import { passwordFaults } from './user.ts';

export interface ChangePasswordDependencies {
  readonly pool: Pick<PoolUsers, 'changePassword'>;
  readonly signIns: Pick<PoolSignIns, 'signIn'>;
  readonly sessions: Pick<Sessions, 'revokeOthers'>;
  readonly guard: SignInGuard;
  readonly history: PasswordHistory;
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly passwordMinLength: number;
  readonly now: () => number;
}

const faultsOf = (
  oldPassword: string,
  newPassword: string,
  minLength: number,
  username: string,
): FieldError[] => {
  const faults = passwordFaults('new_password', newPassword, minLength, username);
  if (newPassword === oldPassword)
    faults.push({
      field: 'new_password',
      message: text('must be another one than before', '不能与旧密码相同'),
    });
  return faults;
};

/**
 * `POST /auth/password/change`. Every other session of the user ends; this one goes on. Wrong old passwords count like
 * failed sign-ins, so that a stolen session is no place to guess.
 */
export const makeChangePassword =
  (deps: ChangePasswordDependencies): Operation<RouteOf<typeof identityRoutes, 'changePassword'>> =>
  async ({ body, caller, request }) => {
    const faults = faultsOf(body.old_password, body.new_password, deps.passwordMinLength, caller.username);
    if (faults.length > 0) throw validationFailed(faults);
    const accessToken = bearerToken(request);
    if (accessToken === undefined) throw notSignedIn();
    const change = async (): Promise<boolean> => {
      // The old one first: whether another was used before is told to nobody who does not know it.
      if ((await deps.signIns.signIn(caller.username, body.old_password)).kind === 'refused') return false;
      await deps.history.refuseUsed(caller.userId, body.new_password, 'new_password');
      return deps.pool.changePassword(accessToken, body.old_password, body.new_password);
    };
    const hasFactor = (await deps.credentials.find(caller.userId)).factor !== undefined;
    const changed = await deps.guard.attempt(caller.username, change, (right) =>
      passwordVerdict(right, hasFactor),
    );
    if (!changed) throw invalidField('old_password', text('is wrong', '不正确'));
    await deps.history.remember(caller.userId, body.new_password);
    await deps.sessions.revokeOthers(caller.userId, caller.sessionId, new Date(deps.now()).toISOString());
    return ok(null);
  };
