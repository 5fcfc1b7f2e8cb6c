import type { Operation } from '../platform/api.ts';
import { invalidField } from '../platform/errors.ts';
import { redirect } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { type BridgeDependencies, offeredMessenger } from './bridge.ts';
import { digestOf, SIGN_IN_SECONDS, withQuery } from './bridge-sign-in.ts';
import { CLIENT_ID, issuerOf } from './bridge-tokens.ts';
import type { imBridgeRoutes, MessengerId } from './contract.ts';

type Route = RouteOf<typeof imBridgeRoutes, 'startBridgeSignIn'>;

/** What is wrong with a request whose answer may go back to the client (RFC 6749 §4.1.2.1). */
const faultOf = (query: QueryOf<Route>): string | undefined => {
  if (query.response_type !== 'code') return 'unsupported_response_type';
  if (!query.scope.split(' ').includes('openid')) return 'invalid_scope';
  const pkce = query.code_challenge !== undefined || query.code_challenge_method !== undefined;
  return pkce && (query.code_challenge_method !== 'S256' || !query.code_challenge)
    ? 'invalid_request'
    : undefined;
};

/** Where a messenger sends the browser back to. */
export const messengerCallback = (consoleUrl: string, messenger: MessengerId): string =>
  `${issuerOf(consoleUrl, messenger)}/callback`;

/** `GET …/authorize`: an unknown client or address is told so and sent nowhere (RFC 6749 §4.1.2.1). */
export const makeStartBridgeSignIn =
  (deps: BridgeDependencies): Operation<Route> =>
  async ({ params, query }) => {
    const { messenger } = offeredMessenger(deps, params.messenger);
    if (query.client_id !== CLIENT_ID)
      throw invalidField('client_id', text('is not a client of the bridge', '不是该登录桥的客户端'));
    if (query.redirect_uri !== deps.redirectUri)
      throw invalidField('redirect_uri', text('is not the user pool’s', '不是用户池的地址'));
    const fault = faultOf(query);
    if (fault !== undefined)
      return redirect(withQuery(deps.redirectUri, { error: fault, state: query.state }));
    const state = deps.random();
    await deps.store.putSignIn({
      id: digestOf(state),
      messenger: params.messenger,
      redirectUri: query.redirect_uri,
      state: query.state,
      nonce: query.nonce,
      challenge: query.code_challenge,
      validUntil: deps.now() + SIGN_IN_SECONDS * 1000,
    });
    const callback = messengerCallback(deps.consoleUrl ?? '', params.messenger);
    return redirect(await messenger.authorizeUrl(callback, state));
  };
