import {
  type PasswordHistory,
  type PoolUsers,
  passwordFaults,
  type Sessions,
  type User,
} from '../identity/index.ts';
import type { Operation } from '../platform/api.ts';
import { auditedOutside } from '../platform/audit-context.ts';
import { type ApiError, notSignedIn, validationFailed } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { directoryRoutes } from './contract.ts';
import { NO_SESSION } from './disable-user.ts';
import { changeManaged, type ManageDependencies } from './managed-user.ts';
import { isSecretOf, openInvitation } from './secrets.ts';

export interface AcceptDependencies extends ManageDependencies {
  readonly poolUsers: Pick<PoolUsers, 'setPassword'>;
  readonly sessions: Pick<Sessions, 'revokeOthers'>;
  readonly history: PasswordHistory;
  readonly passwordMinLength: number;
}

/** The same words for a code that never was, was used, was replaced or is too old. */
const refused = (): ApiError =>
  notSignedIn(
    text(
      'the code is wrong, used or too old; ask for a new invitation',
      '邀请码错误、已使用或已过期，请重新申请邀请',
    ),
  );

/**
 * `POST /invitations/accept`. The password is set before the code is taken back: what is cut off in between can be
 * repeated with the same code, by the same person; so the password is remembered as one that was used only after that.
 */
export const makeAcceptInvitation =
  (deps: AcceptDependencies): Operation<RouteOf<typeof directoryRoutes, 'acceptInvitation'>> =>
  async ({ body }) => {
    const opened = openInvitation(body.code);
    if (opened === undefined) throw refused();
    const isGood = ({ status, invitation }: User): boolean =>
      status === 'active' &&
      invitation !== null &&
      isSecretOf(invitation.hash, opened.secret) &&
      Date.parse(invitation.until) > deps.now();
    const find = async (): Promise<User> => {
      const user = await deps.users.findById(opened.userId);
      if (user === undefined || !isGood(user)) throw refused();
      return user;
    };
    const user = await find();
    const faults = passwordFaults('password', body.password, deps.passwordMinLength, user.name);
    if (faults.length > 0) throw validationFailed(faults);
    await deps.history.refuseUsed(user.id, body.password, 'password');
    const change = {
      action: 'users.set_password',
      resource: { type: 'user', id: user.id },
      after: { new_password: true },
    };
    await auditedOutside(change, () => deps.poolUsers.setPassword(user.name, body.password, 'password'));
    await changeManaged(deps, find, (found) => ({ ...found, invitation: null }));
    await deps.history.remember(user.id, body.password);
    await deps.sessions.revokeOthers(user.id, NO_SESSION, new Date(deps.now()).toISOString());
    return ok({ username: user.username });
  };
