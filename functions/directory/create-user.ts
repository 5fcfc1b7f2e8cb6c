import { type Enrol, freshUser, type PoolAdministration, rolesOf, type User } from '../identity/index.ts';
import type { Mailer } from '../mail/index.ts';
import type { Call, Operation } from '../platform/api.ts';
import { ApiError, conflict, notFound } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { directoryRoutes } from './contract.ts';
import { checkInvitable, freshInvitation, sendInvitation } from './invite.ts';
import { checkRoles, type ManageDependencies, refusalOf } from './managed-user.ts';
import { newTemporaryPassword } from './secrets.ts';
import { viewUser } from './user-views.ts';

type CreateUserRoute = RouteOf<typeof directoryRoutes, 'createUser'>;

export interface CreateUserDependencies extends ManageDependencies {
  readonly enrol: Enrol;
  readonly pool: Pick<PoolAdministration, 'setTemporaryPassword'>;
  readonly mailer: Mailer;
  readonly passwordMinLength: number;
  readonly log: Log;
}

const underWay = () =>
  conflict(text('the same request is under way; try again', '相同的请求正在处理，请重试'));

/**
 * `POST /users`. The row that makes the user real is written last, in one transaction with department, groups and the
 * Idempotency-Key: what is cut off before leaves a reserved name, which the next one who wants it takes over after a minute
 * (see `makeEnrol`). The letter goes out after that; one that could not be sent can be repeated by `inviteUser`.
 */
export const makeCreateUser = (deps: CreateUserDependencies): Operation<CreateUserRoute> => {
  const { users, directory, enrol, pool, mailer, now, log } = deps;

  /** The password is kept nowhere: a repeated request gets the user alone. */
  const replay = async (id: string) => {
    const user = await users.findById(id);
    if (user === undefined) throw notFound();
    const data = { ...viewUser(user, now()), temporary_password: null, invitation: null };
    return created(data, `${basePath}/users/${id}`);
  };

  const send = async ({ caller, request }: Call<CreateUserRoute>, user: User, code: string) => {
    const facts = { user, inviter: caller.username, code };
    const valid_until = user.invitation?.until ?? '';
    try {
      await sendInvitation(mailer, user.email ?? '', facts, request.language);
      return { sent: true, valid_until, reason: null };
    } catch (thrown) {
      log.warn('an invitation was not sent', { user_id: user.id, cause: thrown });
      const words =
        thrown instanceof ApiError
          ? thrown.text
          : text('the mail service does not answer; send it again', '邮件服务暂时不可用，请重新发送');
      return { sent: false, valid_until, reason: words[request.language] };
    }
  };

  return async (call) => {
    const { body, caller, request } = call;
    const key = readIdempotencyKey(request, 'createUser', caller.userId);
    const earlier = await directory.findEarlier(key, now());
    if (earlier !== undefined) return replay(earlier);
    await checkRoles(deps, caller, body.roles);
    if (body.invite) checkInvitable(mailer, body.email ?? null);
    const password = body.invite ? null : newTemporaryPassword(deps.passwordMinLength);
    let made: { readonly user: User; readonly code: string } | undefined;
    await enrol(body, {
      roles: rolesOf(body.roles),
      setPassword: async (name) => {
        if (password !== null) await pool.setTemporaryPassword(name, password);
      },
      activate: async (who, attempt) => {
        const { code, kept } = freshInvitation(who.id, now());
        const user: User = {
          ...freshUser(who, body.roles),
          displayName: body.display_name ?? null,
          department: body.department ?? null,
          groups: body.groups ?? [],
          invitation: body.invite ? kept : null,
        };
        const claim = key === undefined ? undefined : { key, subject: user.id };
        made = { user, code };
        const outcome = await directory.activate(user, attempt, claim, now());
        if (outcome.is === 'no_unit') throw refusalOf(outcome, user.groups);
        if (outcome.is === 'key_used') throw underWay();
        return outcome.is === 'written';
      },
    });
    if (made === undefined) throw underWay();
    const { user, code } = made;
    const invitation = body.invite ? await send(call, user, code) : null;
    const data = { ...viewUser(user, now()), temporary_password: password, invitation };
    return created(data, `${basePath}/users/${user.id}`);
  };
};
