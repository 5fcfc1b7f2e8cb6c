import type { Operation } from '../platform/api.ts';
import { ApiError, errorCodes, invalidField, validationFailed } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import type { Role } from '../platform/permissions.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { CreateUser } from './create-user.ts';
import type { PasswordHistory } from './password-history.ts';
import type { PendingRegistrations } from './pending-registration.ts';
import { passwordFaults, userReply, wantedName } from './user.ts';

export interface RegisterUserDependencies {
  readonly createUser: CreateUser;
  readonly history: Pick<PasswordHistory, 'remember'>;
  /** Where the stage wants an address proved first; undefined: it does not. */
  readonly pending: Pick<PendingRegistrations, 'begin'> | undefined;
  readonly selfRegistration: boolean;
  readonly defaultRoles: readonly Role[];
  readonly passwordMinLength: number;
}

const switchedOff = (): ApiError =>
  new ApiError(
    errorCodes.notAllowed,
    text(
      'registration is switched off; ask an administrator for an account',
      '未开放注册，请联系管理员开通账号',
    ),
  );

/**
 * `POST /auth/register`: a user for oneself, where the stage allows it, with the stage's default roles. Where an address
 * must be proved, a code is sent and nothing is made yet: the answer is then the same whether or not the name is taken.
 */
export const makeRegisterUser =
  (deps: RegisterUserDependencies): Operation<RouteOf<typeof identityRoutes, 'registerUser'>> =>
  async ({ body, request }) => {
    if (!deps.selfRegistration) throw switchedOff();
    const name = wantedName(body.username);
    const faults = passwordFaults('password', body.password, deps.passwordMinLength, name);
    if (faults.length > 0) throw validationFailed(faults);
    if (deps.pending !== undefined) {
      const { email } = body;
      if (email === undefined)
        throw invalidField('email', text('is missing: a code is sent to it', '缺失：验证码将发送到该邮箱'));
      const registration = await deps.pending.begin({ ...body, email }, request.language);
      return { status: 202, data: { registration } };
    }
    const user = await deps.createUser(body, deps.defaultRoles);
    await deps.history.remember(user.id, body.password);
    return created(userReply(user, deps.defaultRoles), `${basePath}/auth/me`);
  };
