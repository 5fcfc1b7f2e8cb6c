import { createECDH, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';

/** The order of the curve P-256 (FIPS 186-5 / SP 800-186 §3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has: the remainder is then as good as even (FIPS 186-5 §A.2.1). */
const SEED_BYTES = 48;
const KEY_BYTES = 32;

/** A key pair for ES256; `kid` is the thumbprint of the public half (RFC 7638), so that it follows from the key. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: JWK;
  readonly publicKey: JWK;
}

/**
 * Derives the key pair from a secret: whatever text the secret holds, it is a key, and a new text is a new one. So the
 * secret may be renewed by whoever renews secrets, without a program that knows what a key is.
 */
export const deriveSigningKey = async (secret: string): Promise<SigningKey> => {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'openscript im-bridge ES256', SEED_BYTES));
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(KEY_BYTES * 2, '0'), 'hex');
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey();
  const base64url = (bytes: Buffer): string => bytes.toString('base64url');
  const half = {
    kty: 'EC',
    crv: 'P-256',
    x: base64url(point.subarray(1, 1 + KEY_BYTES)),
    y: base64url(point.subarray(1 + KEY_BYTES)),
  };
  const kid = await calculateJwkThumbprint(half);
  const common = { kid, alg: 'ES256', use: 'sig' };
  return { kid, publicKey: { ...half, ...common }, privateKey: { ...half, ...common, d: base64url(d) } };
};
