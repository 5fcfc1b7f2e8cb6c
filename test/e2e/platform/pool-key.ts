import { createPrivateKey, createPublicKey, createSign, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

export type Claims = Record<string, unknown>;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (token: string, place: number): Claims =>
  JSON.parse(Buffer.from(token.split('.')[place] ?? '', 'base64url').toString());

export const headerOf = (token: string): Claims => read(token, 0);
export const claimsOf = (token: string): Claims => read(token, 1);

/** A token with this header and these claims; `sign` gives the signature over both. */
export const tokenOf = (header: Claims, claims: Claims, sign: (signed: string) => Buffer): string => {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign(signed).toString('base64url')}`;
};

/** A signature by RS256. */
export const rs256 =
  (key: KeyObject) =>
  (signed: string): Buffer =>
    createSign('RSA-SHA256').update(signed).sign(key);

/**
 * The very keys that the user pool of the running platform signs with: the emulator keeps them in its state. The public
 * halves are compared with what the pool publishes, so that a token that is refused is not refused for its key.
 */
export const readPoolKeys = async (issuer: string): Promise<Record<'access' | 'id', KeyObject>> => {
  const { home, access } = inject('platform');
  const pool = new URL(issuer).pathname.slice(1);
  const answer = await fetch(`${access.endpoint}/${pool}/.well-known/jwks.json`);
  const published = ((await answer.json()) as { keys: { n: string }[] }).keys.map(({ n }) => n);
  const keyOf = async (use: string): Promise<KeyObject> => {
    const pem = await readFile(join(home, 'emulator/state/cognito-pool-keys', `${pool}-${use}.pem`));
    const key = createPrivateKey(pem);
    const { n } = createPublicKey(key).export({ format: 'jwk' });
    if (n === undefined || !published.includes(n)) throw new Error(`${pool} does not publish this key`);
    return key;
  };
  return { access: await keyOf('access'), id: await keyOf('id') };
};
