import * as z from 'zod';
import { schemaMessage } from '../platform/text.ts';

/**
 * What may be asked after a right password: the code of the authenticator app; to set one up, where a role demands it; a
 * new password, where the old one was given by somebody else or is too old.
 */
export const challengeKinds = ['mfa', 'mfa_setup', 'new_password'] as const;
export type ChallengeKind = (typeof challengeKinds)[number];

export const tokensSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int().meta({ description: 'seconds' }),
    recovery_codes: z
      .array(z.string())
      .optional()
      .meta({ description: 'once, to who has just set up a second factor: each signs in without the app' }),
  })
  .meta({ id: 'Tokens' });

export const factorSetupSchema = z
  .object({
    uri: z.string().meta({ description: 'otpauth://totp/…, as authenticator apps read it' }),
    qr_svg: z.string().meta({ description: 'the same as a QR code' }),
    secret: z.string().meta({ description: 'the secret alone, base 32' }),
  })
  .meta({ id: 'FactorSetup' });

export const challengeSchema = z
  .object({
    challenge: z.enum(challengeKinds),
    session: z.string(),
    setup: factorSetupSchema.optional().meta({ description: 'with `mfa_setup`' }),
  })
  .meta({ id: 'Challenge' });

/** Six digits of the authenticator app. */
export const appCode = z.string().regex(/^\d{6}$/, schemaMessage('must be six digits', '必须是六位数字'));
/** The same, or a recovery code however it was written down. */
export const anyCode = z
  .string()
  .regex(
    /^(\d{6}|[a-zA-Z2-9]{5}[ -]?[a-zA-Z2-9]{5})$/,
    schemaMessage('must be six digits, or a recovery code', '必须是六位数字或恢复码'),
  );
export const mailCode = z.string().regex(/^\d{8}$/, schemaMessage('must be eight digits', '必须是八位数字'));
