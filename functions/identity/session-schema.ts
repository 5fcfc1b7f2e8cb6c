import * as z from 'zod';
import { instant, pageQuery } from '../platform/page.ts';

/** How an attempt ended: with tokens, with a further question, or not. */
export const signInOutcomes = ['succeeded', 'challenged', 'refused'] as const;
export type SignInResult = (typeof signInOutcomes)[number];

/** Why it was refused, or what was asked for. Shown to administrators; the caller reads one and the same refusal. */
export const signInReasons = [
  'wrong_password',
  'unknown_user',
  'locked',
  'busy',
  'disabled',
  'mfa',
  'mfa_setup',
  'new_password',
  'mfa_wrong',
  'expired_code',
  'refresh_reused',
] as const;
export type SignInReason = (typeof signInReasons)[number];

export const sessionSchema = z
  .object({
    id: z.string(),
    user_id: z.string(),
    username: z.string(),
    device: z.string().meta({ description: 'a short name: `Firefox · Windows`' }),
    user_agent: z.string(),
    address: z.string(),
    created_at: instant,
    last_seen_at: instant.meta({ description: 'to a minute' }),
    expires_at: instant,
    current: z.boolean().meta({ description: 'whether it is the one that asks' }),
  })
  .meta({ id: 'Session' });

export const signInSchema = z
  .object({
    id: z.string(),
    at: instant,
    user: z.string().nullable().meta({ description: 'null: nobody is called what was typed' }),
    typed_digest: z
      .string()
      .nullable()
      .meta({ description: 'then a keyed digest of what was typed, by which the same again is known' }),
    typed_length: z.int().nullable(),
    outcome: z.enum(signInOutcomes),
    reason: z
      .enum(signInReasons)
      .nullable()
      .meta({ description: 'why it was refused, or what was asked for besides' }),
    device: z.string(),
    user_agent: z.string(),
    address: z.string(),
  })
  .meta({ id: 'SignIn' });

export const mfaSchema = z
  .object({
    enabled: z.boolean(),
    since: instant.nullable(),
    recovery_codes_left: z.int(),
    required: z.boolean().meta({ description: 'whether a role of mine demands it' }),
  })
  .meta({ id: 'SecondFactor' });

export const recoveryCodesSchema = z
  .object({ recovery_codes: z.array(z.string()).meta({ description: 'shown this once' }) })
  .meta({ id: 'RecoveryCodes' });

/** User and session: `f81d4fae-….6ba7b810-…`. */
export const sessionId = z.strictObject({ id: z.string().regex(/^[\w-]{1,128}\.[\w-]{1,128}$/) });
export const userId = z.string().regex(/^[\w-]{1,128}$/);

export const signInFilters = pageQuery.extend({
  outcome: z.enum(signInOutcomes).optional(),
  address: z.string().min(1).max(64).optional(),
  since: instant.optional(),
  until: instant.optional(),
});
