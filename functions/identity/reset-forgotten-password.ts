import type { Operation } from '../platform/api.ts';
import { type ApiError, invalidField, validationFailed } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import { mailDigest, passwordSubject } from './forgot-password.ts';
import type { Keyring } from './keyring.ts';
import type { MailCodes } from './mail-code-store.ts';
import type { PasswordHistory } from './password-history.ts';
import type { PoolUsers } from './pool-users.ts';
import type { Sessions } from './session-store.ts';
import { isSameDigest } from './token-digest.ts';
import { normalizeUsername, passwordFaults } from './user.ts';
import type { Users } from './user-store.ts';

export interface ResetForgottenPasswordDependencies {
  readonly users: Pick<Users, 'find'>;
  readonly pool: Pick<PoolUsers, 'setPassword'>;
  readonly codes: Pick<MailCodes, 'reserveTry' | 'use'>;
  readonly keyring: Pick<Keyring, 'digest'>;
  readonly history: PasswordHistory;
  readonly sessions: Pick<Sessions, 'revokeOthers'>;
  readonly passwordMinLength: number;
  readonly now: () => number;
}

/** The same for a wrong code, one that is too old, and a name that nobody has. */
export const wrongMailCode = (): ApiError =>
  invalidField('code', text('is wrong or too old; ask for a new one', '错误或已过期，请重新获取'));

/**
 * `POST /auth/password/reset`: a new password for the code that came by mail. All sessions of the user end; a lock after
 * wrong passwords and the second factor stay.
 */
export const makeResetForgottenPassword =
  (
    deps: ResetForgottenPasswordDependencies,
  ): Operation<RouteOf<typeof identityRoutes, 'resetForgottenPassword'>> =>
  async ({ body }) => {
    const name = normalizeUsername(body.username) ?? body.username;
    const faults = passwordFaults('new_password', body.new_password, deps.passwordMinLength, name);
    if (faults.length > 0) throw validationFailed(faults);
    const subject = await passwordSubject(deps.keyring, name);
    const digest = await mailDigest(deps.keyring, subject, body.code);
    const [user, code] = [await deps.users.find(name), await deps.codes.reserveTry(subject, deps.now())];
    if (code === undefined || !isSameDigest(code.digest, digest) || user?.status !== 'active')
      throw wrongMailCode();
    await deps.history.refuseUsed(user.id, body.new_password, 'new_password');
    if (!(await deps.codes.use(code))) throw wrongMailCode();
    await deps.pool.setPassword(name, body.new_password, 'new_password');
    await deps.history.remember(user.id, body.new_password);
    await deps.sessions.revokeOthers(user.id, '', new Date(deps.now()).toISOString());
    return ok(null);
  };
