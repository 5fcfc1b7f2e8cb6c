import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { notSignedIn } from '../platform/errors.ts';
import { deriveKey, openText, sealText } from '../platform/sealed-text.ts';
import { challengeKinds } from './challenge-schema.ts';

const heldSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number(),
  /** Questions that were answered already. */
  answered: z.array(z.enum(challengeKinds)),
});

/** A sign-in that the user pool has said yes to and the platform not yet. */
export type HeldSignIn = z.output<typeof heldSchema>;

const PURPOSE = 'identity held sign-in';
const SUBJECT = 'held sign-in';

/**
 * Seals the tokens of a sign-in with its challenge's session, of which the table has the digest only: neither who reads
 * the table nor who has the session alone gets the tokens.
 */
export const holdSignIn = (session: string, held: HeldSignIn): string =>
  sealText(deriveKey(session, PURPOSE), JSON.stringify(held), SUBJECT);

/** Opens what was held. Throws 40101 for what is not of this session. */
export const openHeldSignIn = (session: string, sealed: string): HeldSignIn => {
  try {
    return heldSchema.parse(JSON.parse(openText(deriveKey(session, PURPOSE), sealed, SUBJECT)));
  } catch {
    throw notSignedIn();
  }
};

/** A session of a challenge: 256 bits of ours before what the pool gave, if it is the pool that asks. */
export const newChallengeSession = (poolSession = ''): string =>
  `${randomBytes(32).toString('base64url')}.${poolSession}`;

/** The pool's part of a challenge session. Throws 40101 for what is none of ours. */
export const poolSessionOf = (session: string): string => {
  const at = session.indexOf('.');
  if (at < 1) throw notSignedIn();
  return session.slice(at + 1);
};
