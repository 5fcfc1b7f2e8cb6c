import type { Origin } from './device.ts';
import type { SignInReason, SignInResult } from './session-schema.ts';

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
