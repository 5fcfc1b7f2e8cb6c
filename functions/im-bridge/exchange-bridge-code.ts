import type { Operation } from '../platform/api.ts';
import type { HttpRequest } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { type BridgeDependencies, jsonDocument, oauthError, offeredMessenger } from './bridge.ts';
import { digestOf, isSameSecret, provesChallenge } from './bridge-sign-in.ts';
import { CLIENT_ID, TOKEN_SECONDS } from './bridge-tokens.ts';
import type { imBridgeRoutes } from './contract.ts';

/** A form that is longer is none of the pool's. */
const MAX_FORM_BYTES = 16 * 1024;

const unescaped = (part: string): string => new URLSearchParams(`v=${part}`).get('v') ?? '';

/** The client's name and secret: from the header (RFC 6749 §2.3.1) or from the form. */
const credentialsOf = ({ headers }: HttpRequest, form: URLSearchParams): readonly [string, string] => {
  const basic = /^basic +([\w+/=-]+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
  return [unescaped(id), unescaped(secret.join(':'))];
};

/** `POST …/token`: the client is checked before the code is taken; a code is taken whatever is wrong afterwards. */
export const makeExchangeBridgeCode =
  (deps: BridgeDependencies): Operation<RouteOf<typeof imBridgeRoutes, 'exchangeBridgeCode'>> =>
  async ({ params, request }) => {
    const { issuer } = offeredMessenger(deps, params.messenger);
    if (request.body.byteLength > MAX_FORM_BYTES) return oauthError('invalid_request');
    const form = new URLSearchParams(request.body.toString());
    const [clientId, secret] = credentialsOf(request, form);
    const isPool = isSameSecret(secret, await deps.clientSecret());
    if (!isPool || clientId !== CLIENT_ID) return oauthError('invalid_client', 401);
    if (form.get('grant_type') !== 'authorization_code') return oauthError('unsupported_grant_type');
    const code = form.get('code');
    if (!code) return oauthError('invalid_request');
    const held = await deps.store.takeCode(digestOf(code), params.messenger, deps.now());
    if (
      held === undefined ||
      held.redirectUri !== form.get('redirect_uri') ||
      !provesChallenge(form.get('code_verifier') ?? undefined, held.challenge)
    )
      return oauthError('invalid_grant');
    const { idToken, accessToken } = await deps.tokens.issue(issuer, held, held.nonce);
    return jsonDocument({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      id_token: idToken,
    });
  };
