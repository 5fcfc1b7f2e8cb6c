import { createHash, createHmac } from 'node:crypto';

/** How long a sign-in through a provider may take, in seconds. */
export const ATTEMPT_SECONDS = 600;

/**
 * A browser on its way to a provider. The row holds digests only: the state is with the browser's address, the secret in
 * its cookie, and whoever reads the table can finish nobody's sign-in.
 */
export interface SignInAttempt {
  /** SHA-256 of the state. */
  readonly id: string;
  /** SHA-256 of the browser's secret. */
  readonly browser: string;
  readonly provider: string;
  /** The console's page to come back to. */
  readonly page: string;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
  /** Who is signed in already and wants the identity to be theirs; it opens no session then. */
  readonly link?: { readonly userId: string; readonly sessionId: string } | undefined;
}

const sha256 = (value: string) => createHash('sha256').update(value);

/** What the row keeps of the state or of the browser's secret (both are 256 random bits). */
export const digestOf = (value: string): string => sha256(value).digest('hex');

const derived = (secret: string, purpose: string, state: string): string =>
  createHmac('sha256', secret).update(`${purpose} ${state}`).digest('base64url');

/** What proves that who comes back is who was sent: derived from the browser's secret, and kept nowhere. */
export const proofsOf = (secret: string, state: string) => {
  const verifier = derived(secret, 'verifier', state);
  return {
    /** The ID token must hold it (OpenID Connect Core 1.0 §3.1.2.1). */
    nonce: derived(secret, 'nonce', state),
    /** PKCE (RFC 7636 §4.1): 43 characters. */
    verifier,
    /** PKCE, S256 (RFC 7636 §4.2). */
    challenge: sha256(verifier).digest('base64url'),
  };
};

/** The page to come back to: one of the console's own, never another site (`//evil.example`, `/\evil`). */
export const ownPage = (asked: string | undefined): string =>
  asked !== undefined && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(asked) && !/^\/(api|sign-in|oauth2)\b/.test(asked)
    ? asked
    : '/';

/** The account page, with what became of linking: `linked` says the provider, `failed` why not. */
export const accountPage = (said: { linked: string } | { failed: string }): string =>
  `/account?${new URLSearchParams(said)}`;

/** The part of the sign-in page's address that says what failed. */
export const failedPage = (failure: string, page: string): string =>
  `/sign-in?${new URLSearchParams({ failed: failure, ...(page === '/' ? {} : { next: page }) })}`;
