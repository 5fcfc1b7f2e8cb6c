import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Without letters and digits that look alike: temporary passwords are read out and typed. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 16; // 92 bits

/** A password that nobody chose, at least as long as the stage asks. */
export const newTemporaryPassword = (minLength: number): string =>
  Array.from(
    { length: Math.max(PASSWORD_LENGTH, minLength) },
    () => ALPHABET[randomInt(ALPHABET.length)],
  ).join('');

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A new code for an invitation, `<user id>.<160 random bits>`, and what the user's row keeps of it. */
export const newInvitation = (userId: string): { readonly code: string; readonly hash: string } => {
  const secret = randomBytes(20).toString('base64url');
  return { code: `${userId}.${secret}`, hash: digest(secret).toString('hex') };
};

/** Takes a code apart; undefined when it cannot be one. Proves nothing by itself. */
export const openInvitation = (
  code: string,
): { readonly userId: string; readonly secret: string } | undefined => {
  const [userId, secret, ...rest] = code.trim().split('.');
  return userId && secret && rest.length === 0 && /^[\w-]{1,128}$/.test(userId)
    ? { userId, secret }
    : undefined;
};

/** Whether this is the secret that the row keeps the hash of, in constant time. */
export const isSecretOf = (hash: string, secret: string): boolean => {
  const expected = Buffer.from(hash, 'hex');
  const actual = digest(secret);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};
