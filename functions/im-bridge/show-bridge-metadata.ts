import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import { type BridgeDependencies, jsonDocument, offeredMessenger } from './bridge.ts';
import type { imBridgeRoutes } from './contract.ts';

const HOUR = 3600;

/** `GET …/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 §3). */
export const makeShowBridgeMetadata =
  (deps: BridgeDependencies): Operation<RouteOf<typeof imBridgeRoutes, 'showBridgeMetadata'>> =>
  async ({ params }) => {
    const { issuer } = offeredMessenger(deps, params.messenger);
    return jsonDocument(
      {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        grant_types_supported: ['authorization_code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
        code_challenge_methods_supported: ['S256'],
        scopes_supported: ['openid', 'profile', 'email'],
        claims_supported: ['sub', 'name', 'email', 'email_verified'],
      },
      HOUR,
    );
  };
