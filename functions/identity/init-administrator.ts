import type { Operation } from '../platform/api.ts';
import { type ApiError, conflict, validationFailed } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { CreateUser } from './create-user.ts';
import type { PasswordHistory } from './password-history.ts';
import type { PoolUsers } from './pool-users.ts';
import type { CheckSetupCode } from './setup-code.ts';
import type { Setup, SetupRow } from './setup-store.ts';
import { passwordFaults, userReply, wantedName } from './user.ts';
import { ABANDONED_AFTER_MS, type Users } from './user-store.ts';

export interface InitAdministratorDependencies {
  readonly setup: SetupRow;
  readonly users: Users;
  readonly pool: Pick<PoolUsers, 'find'>;
  readonly createUser: CreateUser;
  readonly history: Pick<PasswordHistory, 'remember'>;
  readonly checkSetupCode: CheckSetupCode;
  readonly passwordMinLength: number;
  readonly now: () => number;
  readonly newAttempt: () => string;
}

const alreadyDone = (): ApiError =>
  conflict(
    text('an administrator exists already; ask one for an account', '管理员已存在，请联系管理员开通账号'),
  );

/**
 * `POST /auth/init`: creates the first administrator, once, for who has the set-up code. The set-up row is claimed by a conditional write before
 * anything else and closed after the user is complete. An attempt that died in between can be repeated after a minute,
 * but only for the same name, and not at all when its user was completed: then the set-up is closed.
 */
export const makeInitAdministrator = (
  deps: InitAdministratorDependencies,
): Operation<RouteOf<typeof identityRoutes, 'initAdministrator'>> => {
  const claim = async (wanted: Omit<Setup, 'status'>): Promise<void> => {
    if (await deps.setup.claim(wanted)) return;
    const earlier = await deps.setup.find();
    if (earlier?.status !== 'claimed') throw alreadyDone();
    const user = await deps.users.find(earlier.name);
    if (user !== undefined && user.status !== 'creating') {
      await deps.setup.complete(earlier.attempt);
      throw alreadyDone();
    }
    const abandoned = Date.parse(earlier.claimedAt) + ABANDONED_AFTER_MS <= deps.now();
    // Another name would leave the first one's half-made administrator behind, which a later sign-in would complete.
    const sameName = earlier.name === wanted.name || (await deps.pool.find(earlier.name)) === undefined;
    if (!abandoned || !sameName || !(await deps.setup.claim(wanted, earlier.attempt))) throw alreadyDone();
  };

  return async ({ body: { setup_code, ...body } }) => {
    await deps.checkSetupCode(setup_code);
    const faults = passwordFaults('password', body.password, deps.passwordMinLength, body.username);
    if (faults.length > 0) throw validationFailed(faults);
    const attempt = deps.newAttempt();
    const claimedAt = new Date(deps.now()).toISOString();
    await claim({ attempt, name: wantedName(body.username), claimedAt });
    let user: Awaited<ReturnType<CreateUser>>;
    try {
      user = await deps.createUser(body, ['admin']);
    } catch (thrown) {
      await deps.setup.release(attempt);
      throw thrown;
    }
    await deps.setup.complete(attempt);
    await deps.history.remember(user.id, body.password);
    return created(userReply(user, ['admin']), `${basePath}/auth/me`);
  };
};
