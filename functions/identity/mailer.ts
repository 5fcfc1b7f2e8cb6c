import type { Language } from '../platform/text.ts';

/** What identity writes to people. */
export type MailTemplate = 'password_code' | 'activation_code';

/** A mail of the platform's. `values` are what its template names. */
export interface Mail {
  readonly to: string;
  readonly template: MailTemplate;
  readonly values: Readonly<Record<string, string>>;
  readonly language: Language;
}

/** Sends a mail, or hands it to who does; rejects when it could not be taken. */
export type SendMail = (mail: Mail) => Promise<void>;
