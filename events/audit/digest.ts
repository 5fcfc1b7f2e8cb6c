import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a digest says of an object with lines of events. */
export const digestedObject = z.strictObject({
  key: z.string(),
  sha256,
  bytes: z.int().min(1),
  lines: z.int().min(1),
});

/** What is signed: everything but the signature, as canonical JSON (RFC 8785). */
export const digestBody = z.strictObject({
  format: z.literal('openscript-audit-digest-1'),
  /** Digests are numbered from 1 without gaps; the number is the object's name. */
  number: z.int().min(1),
  made_at: z.string(),
  /** SHA-256 of the digest before it, byte for byte; null: this is the first. */
  previous_sha256: sha256.nullable(),
  /** All objects that no digest before named, by their keys. */
  objects: z.array(digestedObject),
  key_id: z.string(),
  algorithm: z.literal('ECDSA_SHA_256'),
});
export type DigestBody = z.output<typeof digestBody>;

/** A digest as it lies in the audit bucket: canonical JSON with the signature (ECDSA on P-256 over SHA-256, DER, base64). */
export const digest = digestBody.extend({ signature: z.string().min(1) });
export type Digest = z.output<typeof digest>;
