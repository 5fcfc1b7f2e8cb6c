import type { Mailer } from '../mail/index.ts';
import type { Operation } from '../platform/api.ts';
import type { Log } from '../platform/log.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Language } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import type { Keyring } from './keyring.ts';
import { passwordLetter } from './letters.ts';
import { MAIL_CODE_MS, maySend, newMailCode, nextMailCode } from './mail-code.ts';
import type { MailCodes } from './mail-code-store.ts';
import { normalizeUsername } from './user.ts';
import type { Users } from './user-store.ts';

/**
 * Every request is answered this long after it came, in milliseconds: longer than a mail takes to be handed over, so
 * that the time does not tell whether one was sent.
 */
export const FORGOT_MS = 1500;

export interface ForgotPasswordDependencies {
  readonly users: Pick<Users, 'find'>;
  readonly codes: MailCodes;
  readonly keyring: Pick<Keyring, 'digest'>;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
  readonly log: Log;
}

/** What a code for a new password is kept under: a keyed digest, because what was typed may be no name but a password. */
export const passwordSubject = async (keyring: Pick<Keyring, 'digest'>, name: string): Promise<string> =>
  `password ${await keyring.digest('mail code subject', name)}`;
/** A code's digest; bound to what it is for. */
export const mailDigest = (keyring: Pick<Keyring, 'digest'>, subject: string, code: string) =>
  keyring.digest('mail code', `${subject} ${code}`);

/**
 * `POST /auth/password/forgot`: a code by mail, if there is such a user with an address; the answer is the same if not.
 * A code is made and kept in any case, so that the same is read and written.
 */
export const makeForgotPassword = ({
  users,
  codes,
  keyring,
  mailer,
  now,
  wait,
  log,
}: ForgotPasswordDependencies): Operation<RouteOf<typeof identityRoutes, 'forgotPassword'>> => {
  const send = async (typed: string, language: Language): Promise<void> => {
    const name = normalizeUsername(typed) ?? typed;
    const subject = await passwordSubject(keyring, name);
    const [user, earlier] = [await users.find(name), await codes.find(subject)];
    const code = newMailCode();
    const next = nextMailCode(subject, await mailDigest(keyring, subject, code), earlier, now());
    if (!maySend(earlier, now()) || !(await codes.put(next, earlier))) return;
    if (user?.status !== 'active' || user.email === null) return;
    const letter = passwordLetter({ username: user.username, code, minutes: MAIL_CODE_MS / 60_000 });
    await mailer.send(user.email, letter, language);
  };
  return async ({ body, request }) => {
    const started = now();
    try {
      await send(body.username, request.language);
    } catch (cause) {
      // An error that only a user who exists can cause would tell that there is one.
      log.error('a code for a new password was not sent', { cause });
    }
    await wait(Math.max(0, started + FORGOT_MS - now()));
    return ok(null);
  };
};
