import type { Operation } from '../platform/api.ts';
import { ApiError, errorCodes, validationFailed } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import type { Role } from '../platform/permissions.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { CreateUser } from './create-user.ts';
import { passwordFaults, userReply } from './user.ts';

export interface RegisterUserDependencies {
  readonly createUser: CreateUser;
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

/** `POST /auth/register`: a user for oneself, where the stage allows it, with the stage's default roles. */
export const makeRegisterUser =
  (deps: RegisterUserDependencies): Operation<RouteOf<typeof identityRoutes, 'registerUser'>> =>
  async ({ body }) => {
    if (!deps.selfRegistration) throw switchedOff();
    const faults = passwordFaults('password', body.password, deps.passwordMinLength);
    if (faults.length > 0) throw validationFailed(faults);
    const user = await deps.createUser(body, deps.defaultRoles);
    return created(userReply(user, deps.defaultRoles), `${basePath}/auth/me`);
  };
