import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwtBaseError } from 'aws-jwt-verify/error';
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import * as z from 'zod';
import { notSignedIn, unavailable } from '../platform/errors.ts';
import { userPoolKeysAddress } from '../platform/user-pool-keys.ts';

/** Longer tokens are refused before anything parses them: 16 KiB. */
export const MAX_TOKEN_BYTES = 16 * 1024;
/** How long the pool's public keys may take to arrive, in milliseconds. */
const JWKS_TIMEOUT_MS = 3000;

/** The claims of an access token that the platform reads. `exp` must be there: the verifier only checks it if it is. */
const accessClaims = z.object({
  sub: z.string().min(1),
  username: z.string().min(1),
  origin_jti: z.string().min(1),
  exp: z.number(),
  'cognito:groups': z.array(z.string()).default([]),
});

export type AccessClaims = z.output<typeof accessClaims>;

export type VerifyAccessToken = (token: string) => Promise<AccessClaims>;

/** Which pool and client a token must be of, and where the pool's keys are. */
export interface TokenIssuer {
  readonly userPoolId: string;
  readonly clientId: string;
  /** The emulator on one machine, which serves the keys over plain HTTP below the pool's name; absent in AWS. */
  readonly endpoint?: string | undefined;
}

const keysFrom = (endpoint: string, userPoolId: string): Fetcher => ({
  fetch: async () => {
    const address = userPoolKeysAddress(userPoolId, endpoint);
    const response = await fetch(address, { signal: AbortSignal.timeout(JWKS_TIMEOUT_MS) });
    if (!response.ok) throw new FetchError(address, `status ${response.status}`);
    return response.arrayBuffer();
  },
});

/**
 * Checks an access token by aws-jwt-verify: signature by a key of this pool (never by one the token names), the
 * algorithm of that key, issuer, token use `access`, client, expiry and not-before. Throws 40101 for any token that
 * fails, and 50301 when the pool's keys cannot be had.
 */
export const makeVerifyAccessToken = (
  issuer: TokenIssuer,
  fetcher: Fetcher = issuer.endpoint === undefined
    ? new SimpleFetcher({ defaultRequestOptions: { timeout: JWKS_TIMEOUT_MS } })
    : keysFrom(issuer.endpoint, issuer.userPoolId),
): VerifyAccessToken => {
  const verifier = CognitoJwtVerifier.create(
    { userPoolId: issuer.userPoolId, clientId: issuer.clientId, tokenUse: 'access' },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
  return async (token) => {
    if (Buffer.byteLength(token) > MAX_TOKEN_BYTES) throw notSignedIn();
    try {
      const claims = accessClaims.safeParse(await verifier.verify(token));
      if (claims.success) return claims.data;
    } catch (thrown) {
      if (thrown instanceof FetchError || !(thrown instanceof JwtBaseError)) throw unavailable(thrown);
    }
    throw notSignedIn();
  };
};
