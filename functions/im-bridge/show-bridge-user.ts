import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import { type BridgeDependencies, jsonDocument, oauthError, offeredMessenger } from './bridge.ts';
import type { imBridgeRoutes } from './contract.ts';

/** `GET …/userinfo` (OpenID Connect Core 1.0 §5.3), for an access token of the bridge. */
export const makeShowBridgeUser =
  (deps: BridgeDependencies): Operation<RouteOf<typeof imBridgeRoutes, 'showBridgeUser'>> =>
  async ({ params, request }) => {
    const { issuer } = offeredMessenger(deps, params.messenger);
    const token = /^bearer +(\S{1,8192}) *$/i.exec(request.headers.authorization ?? '')?.[1];
    const claims = token === undefined ? undefined : await deps.tokens.read(issuer, token);
    if (claims !== undefined) return jsonDocument(claims);
    const refused = oauthError('invalid_token', 401);
    return {
      ...refused,
      headers: { ...refused.headers, 'www-authenticate': 'Bearer error="invalid_token"' },
    };
  };
