import * as z from 'zod';

/**
 * What every API function reads from its environment. `infra/` sets exactly these keys; the ones marked "AWS"
 * are set by the Lambda runtime itself. `AWS_ENDPOINT_URL` is present on one machine only, where it names the emulator.
 */
export const platformEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  /** Language of messages when the caller names none. */
  DEFAULT_LANGUAGE: z.enum(['en', 'zh-CN']).default('en'),
  USER_POOL_ID: z.string().min(1),
  USER_POOL_CLIENT_ID: z.string().min(1),
  /** The Secrets Manager secret that signs cursors. */
  CURSOR_SECRET_ARN: z.string().min(1),
  /** AWS: the region. */
  AWS_REGION: z.string().min(1),
  /** AWS: another endpoint for every service; absent in AWS. */
  AWS_ENDPOINT_URL: z.url().optional(),
});

export type PlatformEnvironment = z.output<typeof platformEnvironment>;

/** What functions that sign S3 URLs read besides. */
export const storageEnvironment = z.object({
  FILES_BUCKET: z.string().min(1),
  ARTIFACTS_BUCKET: z.string().min(1),
  /** Where browsers reach S3: the gateway on one machine, empty in AWS (S3 itself). */
  PUBLIC_S3_ENDPOINT: z.union([z.literal(''), z.url()]).default(''),
});

/** What functions that send mail read besides. */
export const mailEnvironment = z.object({
  /** The sender's address, of an identity that is verified in SES; empty: this stage sends no mail. */
  MAIL_SENDER: z.union([z.literal(''), z.email()]).default(''),
  /** Where people open the console, for links in mails; empty: mails name a code to type in, and no link. */
  CONSOLE_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
});

export type MailEnvironment = z.output<typeof mailEnvironment>;
