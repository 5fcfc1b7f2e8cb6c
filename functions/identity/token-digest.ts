import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hexadecimal, of something too long to be guessed. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether two digests in hexadecimal are the same, in constant time. */
export const isSameDigest = (expected: string, actual: string): boolean => {
  const [a, b] = [Buffer.from(expected, 'hex'), Buffer.from(actual, 'hex')];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
};

/** Whether this is the digest of that token, in constant time. */
export const isDigestOf = (expected: string, token: string): boolean =>
  isSameDigest(expected, digestOf(token));
