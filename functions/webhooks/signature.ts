import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SIGNATURE_SECONDS } from './contract.ts';

/** `X-OpenScript-Signature`, as names of headers arrive. */
export const SIGNATURE_HEADER = 'x-openscript-signature';
/** `X-OpenScript-Delivery`. */
export const DELIVERY_HEADER = 'x-openscript-delivery';

/** A sender who changes secrets may sign with both; more signatures than this are not looked at. */
const MAX_SIGNATURES = 5;

const digestOf = (secret: string, seconds: string, body: Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();

/** The header a sender makes: `t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA256 over t + "." + body>`. */
export const sign = (secret: string, at: number, body: Uint8Array): string => {
  const seconds = String(Math.floor(at / 1000));
  return `t=${seconds},v1=${digestOf(secret, seconds, body).toString('hex')}`;
};

const read = (header: string): { seconds: string; signatures: Buffer[] } | undefined => {
  const parts = header.split(',').map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith('t='));
  const [, seconds] = /^t=([0-9]{1,12})$/.exec(times[0] ?? '') ?? [];
  if (times.length !== 1 || seconds === undefined) return undefined;
  const signatures = parts
    .flatMap((part) => /^v1=([0-9a-fA-F]{64})$/.exec(part)?.[1] ?? [])
    .slice(0, MAX_SIGNATURES)
    .map((hexadecimal) => Buffer.from(hexadecimal, 'hex'));
  return { seconds, signatures };
};

/**
 * Compares a request's signature with the valid secrets, in constant time. Gives a name of this very signature, by which
 * it is known when it is sent again; undefined: it is not valid, too old, or of the future.
 */
export const checkSignature = (
  header: string | undefined,
  body: Uint8Array,
  secrets: readonly string[],
  now: number,
): string | undefined => {
  const given = read(header ?? '');
  if (given === undefined || Math.abs(now / 1000 - Number(given.seconds)) > SIGNATURE_SECONDS)
    return undefined;
  for (const secret of secrets) {
    const expected = digestOf(secret, given.seconds, body);
    if (given.signatures.some((signature) => timingSafeEqual(signature, expected)))
      return createHash('sha256').update(expected).digest('hex');
  }
  return undefined;
};
