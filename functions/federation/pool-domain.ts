import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { unavailable } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { userPoolKeysAddress } from '../platform/user-pool-keys.ts';

/** How long the pool may take to answer, in milliseconds. */
const TIMEOUT_MS = 5000;

export const callbackPath = `${basePath}/auth/federated/callback`;

export interface PoolDomainOptions {
  /** Where browsers reach the pool's domain, without a slash at the end. */
  readonly publicUrl: string;
  /** Where this function reaches it. */
  readonly tokenUrl: string;
  readonly consoleUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** The emulator on one machine; absent in AWS. */
  readonly endpoint?: string | undefined;
}

const tokensSchema = z.object({
  access_token: z.string().min(1),
  id_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
});

/** What the ID token says: who came, by which identities. */
const idClaims = z.object({
  sub: z.string().min(1),
  'cognito:username': z.string().min(1),
  nonce: z.string(),
  token_use: z.literal('id'),
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .catch(false),
  name: z.string().trim().min(1).max(100).optional().catch(undefined),
  identities: z.array(z.object({ userId: z.string().min(1), providerName: z.string() })).default([]),
});

export type IdClaims = z.output<typeof idClaims>;

export interface PoolTokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** The user pool's domain: the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636). */
export interface PoolDomain {
  /** Where the browser is sent: on to the provider at once, without the pool's own page. */
  authorizeUrl(wish: { provider: string; state: string; nonce: string; challenge: string }): string;
  /** The tokens for a code; undefined when the pool refuses it. Throws 50301 when it does not answer. */
  exchange(code: string, verifier: string): Promise<PoolTokens | undefined>;
  /** The claims of an ID token of this pool for this client; undefined when it is none. */
  verifyIdToken(token: string): Promise<IdClaims | undefined>;
}

export const makePoolDomain = (options: PoolDomainOptions): PoolDomain => {
  const redirectUri = `${options.consoleUrl}${callbackPath}`;
  const [region] = options.userPoolId.split('_');
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${options.userPoolId}`;
  const keys = createRemoteJWKSet(new URL(userPoolKeysAddress(options.userPoolId, options.endpoint)), {
    timeoutDuration: TIMEOUT_MS,
  });
  return {
    authorizeUrl: ({ provider, state, nonce, challenge }) =>
      `${options.publicUrl}/oauth2/authorize?${new URLSearchParams({
        response_type: 'code',
        client_id: options.clientId,
        redirect_uri: redirectUri,
        identity_provider: provider,
        scope: 'openid email profile aws.cognito.signin.user.admin',
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      })}`,
    exchange: async (code, verifier) => {
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: options.clientId,
        redirect_uri: redirectUri,
        code,
        code_verifier: verifier,
      });
      let response: Response;
      try {
        response = await fetch(`${options.tokenUrl}/oauth2/token`, {
          method: 'POST',
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
      } catch (cause) {
        throw unavailable(cause);
      }
      if (response.status === 400 || response.status === 401) return undefined;
      const tokens = tokensSchema.safeParse(response.ok ? await response.json() : undefined);
      if (!tokens.success) throw unavailable(new Error(`the pool's domain answered ${response.status}`));
      const { access_token, id_token, refresh_token, expires_in } = tokens.data;
      return {
        accessToken: access_token,
        idToken: id_token,
        refreshToken: refresh_token,
        expiresIn: expires_in,
      };
    },
    verifyIdToken: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: options.clientId,
          algorithms: ['RS256'],
          requiredClaims: ['exp', 'iat'],
        });
        return idClaims.safeParse(payload).data;
      } catch (thrown) {
        if (thrown instanceof errors.JWKSTimeout || !(thrown instanceof errors.JOSEError))
          throw unavailable(thrown);
        return undefined;
      }
    },
  };
};
