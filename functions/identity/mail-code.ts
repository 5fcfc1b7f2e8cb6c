import { randomInt } from 'node:crypto';

/** How long a code that was sent by mail is good, in milliseconds. */
export const MAIL_CODE_MS = 15 * 60 * 1000;
/** How many wrong ones are taken before it is good for nothing. */
export const MAIL_CODE_TRIES = 5;
/** How long nobody is sent another one, in milliseconds. */
export const MAIL_PAUSE_MS = 60 * 1000;
/** How many one name is sent in a day: five tries each, so that guessing has 1 chance in 4 million a day. */
export const MAILS_A_DAY = 5;
/** After so long without another one they are counted anew, in milliseconds. */
export const MAIL_SERIES_MS = 24 * 60 * 60 * 1000;

const DIGITS = 8;

/** Eight digits. */
export const newMailCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

/** A code that was sent. */
export interface MailCode {
  /** What it is for, and whose. */
  readonly subject: string;
  /** Keyed digest of the code. */
  readonly digest: string;
  readonly sentAt: number;
  /** How many were sent in a row. */
  readonly sent: number;
  readonly tries: number;
}

/** Whether another one may be sent. */
export const maySend = (earlier: MailCode | undefined, now: number): boolean =>
  earlier === undefined ||
  now >= earlier.sentAt + MAIL_SERIES_MS ||
  (earlier.sent < MAILS_A_DAY && now >= earlier.sentAt + MAIL_PAUSE_MS);

/** The one that is sent now, after an earlier one. */
export const nextMailCode = (
  subject: string,
  digest: string,
  earlier: MailCode | undefined,
  now: number,
): MailCode => {
  const goesOn = earlier !== undefined && now < earlier.sentAt + MAIL_SERIES_MS;
  return { subject, digest, sentAt: now, sent: goesOn ? earlier.sent + 1 : 1, tries: 0 };
};
