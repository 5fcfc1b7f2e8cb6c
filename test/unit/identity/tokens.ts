import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

export const userPoolId = 'us-east-1_TestPool1';
export const clientId = 'client-of-the-tests';
export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
export const keyId = 'key-1';

/** A fresh pair for each test file: nothing that verifies here verifies anywhere else. */
export const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const foreignKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The pool's public keys, as its JWKS address serves them. */
export const jwks = (): ArrayBuffer => {
  const key = { ...keys.publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' };
  return new TextEncoder().encode(JSON.stringify({ keys: [key] })).buffer;
};

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The claims of a good access token. */
export const goodClaims = (): Record<string, unknown> => ({
  sub: 'user-1',
  iss: issuer,
  client_id: clientId,
  origin_jti: 'session-1',
  token_use: 'access',
  scope: 'aws.cognito.signin.user.admin',
  username: 'wang.fang',
  'cognito:groups': ['operator', 'author'],
  iat: nowSeconds(),
  exp: nowSeconds() + 3600,
});

/** Signs a token by RS256. */
export const sign = (
  claims: Record<string, unknown> = goodClaims(),
  options: { header?: Record<string, unknown>; key?: KeyObject } = {},
): string => {
  const signed = `${part({ alg: 'RS256', kid: keyId, ...options.header })}.${part(claims)}`;
  const signature = createSign('RSA-SHA256')
    .update(signed)
    .sign(options.key ?? keys.privateKey);
  return `${signed}.${signature.toString('base64url')}`;
};

/** The classic confusion: HS256 with the public key as the shared secret. */
export const signWithPublicKeyAsSecret = (claims: Record<string, unknown> = goodClaims()): string => {
  const signed = `${part({ alg: 'HS256', kid: keyId })}.${part(claims)}`;
  const secret = keys.publicKey.export({ format: 'pem', type: 'spki' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};

/** A token that says it needs no signature. */
export const unsigned = (claims: Record<string, unknown> = goodClaims(), signature = ''): string =>
  `${part({ alg: 'none', kid: keyId })}.${part(claims)}.${signature}`;
