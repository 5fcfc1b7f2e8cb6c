import type { User } from '../identity/index.ts';
import { invitationLetter, type Mailer, noSender } from '../mail/index.ts';
import { invalidField } from '../platform/errors.ts';
import { type Language, text } from '../platform/text.ts';
import { newInvitation } from './secrets.ts';
import { INVITATION_HOURS, INVITATION_MS } from './user-rules.ts';

/** Refuses at once what could not be sent: 40901 where the stage has no sender, 40001 for a user without an address. */
export const checkInvitable = (mailer: Mailer, email: string | null): string => {
  if (!mailer.ready) throw noSender();
  if (email === null)
    throw invalidField('email', text('is needed for an invitation', '发送邀请需要邮箱地址'));
  return email;
};

/** A fresh invitation: the code for the letter, and what the row keeps. */
export const freshInvitation = (userId: string, now: number) => {
  const { code, hash } = newInvitation(userId);
  return { code, kept: { hash, until: new Date(now + INVITATION_MS).toISOString() } };
};

/** Writes to a user whose row keeps the hash of this code. The code is behind the `#`: servers and their logs never see it. */
export const sendInvitation = (
  mailer: Mailer,
  to: string,
  facts: { readonly user: Pick<User, 'username'>; readonly inviter: string; readonly code: string },
  language: Language,
): Promise<void> =>
  mailer.send(
    to,
    invitationLetter(
      { inviter: facts.inviter, username: facts.user.username, hours: INVITATION_HOURS },
      { code: facts.code, link: mailer.linkTo(`/invitation#${facts.code}`) },
    ),
    language,
  );
