import { createHash, timingSafeEqual } from 'node:crypto';
import type { MessengerId } from './contract.ts';
import type { Person } from './messenger.ts';

/** How long scanning and agreeing may take, in seconds. */
export const SIGN_IN_SECONDS = 600;
/** How long a code of the bridge is good, in seconds: the pool uses it at once. */
export const CODE_SECONDS = 60;

/** What the user pool asked for, kept while the browser is at the messenger. */
export interface BridgeSignIn {
  /** SHA-256 of the state that the messenger brings back. */
  readonly id: string;
  readonly messenger: MessengerId;
  readonly redirectUri: string;
  /** The pool's own state, given back as it came. */
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  /** PKCE, S256, where the pool uses it. */
  readonly challenge: string | undefined;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
}

/** Who a code of the bridge is of. */
export interface BridgeCode
  extends Pick<BridgeSignIn, 'messenger' | 'redirectUri' | 'nonce' | 'challenge' | 'validUntil'>,
    Person {
  /** SHA-256 of the code. */
  readonly id: string;
}

const sha256 = (value: string) => createHash('sha256').update(value);

export const digestOf = (value: string): string => sha256(value).digest('hex');

/** Whether two secrets are the same, in a time that does not tell. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(sha256(given).digest(), sha256(expected).digest());

/** PKCE (RFC 7636 §4.6): a challenge asks for the verifier; a verifier without a challenge is wrong too (§4.5, RFC 9700 §2.1.1). */
export const provesChallenge = (verifier: string | undefined, challenge: string | undefined): boolean =>
  challenge === undefined
    ? verifier === undefined
    : verifier !== undefined && isSameSecret(sha256(verifier).digest('base64url'), challenge);

/** Puts parameters to an address that may have some. */
export const withQuery = (address: string, query: Readonly<Record<string, string | undefined>>): string => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};
