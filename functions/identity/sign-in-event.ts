import type { Origin } from './device.ts';

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

/** How long an attempt is kept, in seconds: 400 days. */
export const SIGN_IN_KEPT_SECONDS = 400 * 24 * 60 * 60;

/** One attempt to sign in. */
export interface SignInEvent extends Origin {
  /** `sgn_<ULID>`: ids sort by time. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** The user's name; null when there is no such user: what was typed may have been a password. */
  readonly name: string | null;
  /** Then a keyed digest of what was typed, by which the same again is known, and its length. */
  readonly typedDigest: string | null;
  readonly typedLength: number | null;
  readonly outcome: SignInResult;
  readonly reason: SignInReason | null;
  readonly sessionId: string | null;
}
