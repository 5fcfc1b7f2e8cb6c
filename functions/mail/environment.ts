import * as z from 'zod';

/** What functions that send mail read besides. */
export const mailEnvironment = z.object({
  /** The sender's address, of an identity that is verified in SES; empty: this stage sends no mail. */
  MAIL_SENDER: z.union([z.literal(''), z.email()]).default(''),
  /** Where people open the console, for links in mails; empty: mails name a code to type in, and no link. */
  CONSOLE_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
});

export type MailEnvironment = z.output<typeof mailEnvironment>;
