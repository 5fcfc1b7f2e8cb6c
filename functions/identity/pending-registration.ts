import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Mailer } from '../mail/index.ts';
import { deriveKey, openText, sealText } from '../platform/sealed-text.ts';
import type { Language } from '../platform/text.ts';
import { mailDigest } from './forgot-password.ts';
import type { Keyring } from './keyring.ts';
import { activationLetter } from './letters.ts';
import { MAIL_CODE_MS, newMailCode } from './mail-code.ts';
import type { Registrations } from './registration-store.ts';
import { digestOf, isSameDigest } from './token-digest.ts';
import type { NewUser } from './user.ts';

const wantedSchema = z.object({
  username: z.string(),
  password: z.string(),
  email: z.string(),
});
type Wanted = z.output<typeof wantedSchema>;

const PURPOSE = 'identity registration';
const subjectOf = (token: string): string => `registration ${digestOf(token)}`;

export interface PendingRegistrationDependencies {
  readonly registrations: Registrations;
  readonly keyring: Pick<Keyring, 'digest'>;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly now: () => number;
}

/** Registrations that wait until the code comes back that was sent to the address they name. */
export interface PendingRegistrations {
  /** Keeps what was asked for and sends the code; gives what the client must show with it. */
  begin(wanted: NewUser & { email: string }, language: Language): Promise<string>;
  /** What was asked for, once, for the right code; undefined for a wrong one. */
  finish(token: string, code: string): Promise<Wanted | undefined>;
}

/**
 * The password waits sealed with the client's own token, of which the table has the digest only: nobody who reads the
 * table can open it, not even with the stage's secrets. There is no row of a user until the code is given.
 */
export const makePendingRegistrations = ({
  registrations,
  keyring,
  mailer,
  now,
}: PendingRegistrationDependencies): PendingRegistrations => ({
  begin: async (wanted, language) => {
    const token = randomBytes(32).toString('base64url');
    const subject = subjectOf(token);
    const code = newMailCode();
    await registrations.add({
      id: digestOf(token),
      digest: await mailDigest(keyring, subject, code),
      sealed: sealText(deriveKey(token, PURPOSE), JSON.stringify(wanted), subject),
      createdAt: now(),
    });
    const letter = activationLetter({ username: wanted.username, code, minutes: MAIL_CODE_MS / 60_000 });
    await mailer.send(wanted.email, letter, language);
    return token;
  },
  finish: async (token, code) => {
    const subject = subjectOf(token);
    const digest = await mailDigest(keyring, subject, code);
    const found = await registrations.reserveTry(digestOf(token), now());
    if (found === undefined || !isSameDigest(found.digest, digest)) return undefined;
    if (!(await registrations.take(found.id))) return undefined;
    return wantedSchema.parse(JSON.parse(openText(deriveKey(token, PURPOSE), found.sealed, subject)));
  },
});
