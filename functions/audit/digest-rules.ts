import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Digest, DigestBody } from '../../events/audit/digest.ts';

/** The bytes of a value as canonical JSON (RFC 8785): the same value gives the same bytes everywhere. */
export const canonical = (value: unknown): string => {
  const written = canonicalize(value);
  if (written === undefined) throw new Error('the value has no JSON');
  return written;
};

/** SHA-256 in hexadecimal. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Where a digest lies. */
export const digestKey = (number: number): string => `digests/${String(number).padStart(10, '0')}.json`;

/** The bytes that are signed. */
export const signedBytes = (body: DigestBody): Buffer => Buffer.from(canonical(body));

/** The digest's own bytes, with a line's end for people who look at it. */
export const digestText = (digest: Digest): string => `${canonical(digest)}\n`;

/** The day’s prefix of events, by the time of the event: `events/2026/11/25/`. */
export const dayPrefix = (at: number): string =>
  `events/${new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')}/`;
