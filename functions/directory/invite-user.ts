import type { Mailer } from '../mail/index.ts';
import type { Operation } from '../platform/api.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { directoryRoutes } from './contract.ts';
import { checkInvitable, freshInvitation, sendInvitation } from './invite.ts';
import { changeManaged, findManaged, type ManageDependencies } from './managed-user.ts';

const disabled = () => conflict(text('the user is disabled; enable them first', '该用户已停用，请先启用'));

/**
 * `POST /users/{id}/invite`: a new code by mail. The row is written first, the letter goes out after it: one that was
 * sent always has a row it fits.
 */
export const makeInviteUser =
  (
    deps: ManageDependencies & { readonly mailer: Mailer },
  ): Operation<RouteOf<typeof directoryRoutes, 'inviteUser'>> =>
  async ({ params: { id }, caller, request }) => {
    const { mailer, now } = deps;
    const { code, kept } = freshInvitation(id, now());
    const find = () => findManaged(deps, caller, id);
    const user = await changeManaged(deps, find, (found) => {
      if (found.status === 'disabled') throw disabled();
      checkInvitable(mailer, found.email);
      return { ...found, invitation: kept };
    });
    const facts = { user, inviter: caller.username, code };
    await sendInvitation(mailer, checkInvitable(mailer, user.email), facts, request.language);
    return ok({ sent: true, valid_until: kept.until, reason: null });
  };
