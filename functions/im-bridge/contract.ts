import * as z from 'zod';
import { routes } from '../platform/route.ts';

/** The messengers; each is an OpenID provider of its own, with its own issuer. */
export const messengers = ['wecom', 'dingtalk', 'feishu'] as const;
export type MessengerId = (typeof messengers)[number];

const params = z.object({ messenger: z.enum(messengers) });
const protocolErrors = 'Errors have the shape of OAuth 2.0 (RFC 6749 §5.2): `{"error": "invalid_grant"}`.';

export const imBridgeRoutes = routes([
  {
    operation: 'showBridgeMetadata',
    method: 'GET',
    path: '/auth/bridge/{messenger}/.well-known/openid-configuration',
    access: 'public',
    summary: 'A messenger as an OpenID provider: where its addresses are',
    params,
    reply: 'json-document',
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showBridgeKeys',
    method: 'GET',
    path: '/auth/bridge/{messenger}/jwks',
    access: 'public',
    summary: 'The public keys that its ID tokens are signed with',
    params,
    reply: 'json-document',
    status: [200],
    errors: [40401],
  },
  {
    operation: 'startBridgeSignIn',
    method: 'GET',
    path: '/auth/bridge/{messenger}/authorize',
    access: 'public',
    summary: 'Send the browser to the messenger’s own page',
    description:
      'The authorization endpoint of OpenID Connect, for the user pool alone: it comes back to no other address.',
    params,
    query: z.object({
      client_id: z.string().max(128),
      redirect_uri: z.string().max(2048),
      response_type: z.string().max(32),
      scope: z.string().max(256),
      state: z.string().max(2048).optional(),
      nonce: z.string().max(512).optional(),
      code_challenge: z.string().max(128).optional(),
      code_challenge_method: z.string().max(16).optional(),
    }),
    reply: 'redirect',
    status: [302],
    errors: [40401],
  },
  {
    operation: 'finishBridgeSignIn',
    method: 'GET',
    path: '/auth/bridge/{messenger}/callback',
    access: 'public',
    summary: 'Where the messenger sends the browser back to',
    params,
    query: z.object({
      code: z.string().max(1024).optional(),
      authCode: z.string().max(1024).optional().meta({ description: 'what DingTalk calls it' }),
      state: z.string().max(128).optional(),
    }),
    reply: 'redirect',
    status: [302],
    errors: [40401],
  },
  {
    operation: 'exchangeBridgeCode',
    method: 'POST',
    path: '/auth/bridge/{messenger}/token',
    access: 'public',
    summary: 'An ID token for a code',
    description: `The token endpoint of OpenID Connect; the body is \`application/x-www-form-urlencoded\`. ${protocolErrors}`,
    params,
    audit: { none: 'the user pool asks for tokens; the sign-in has its own line' },
    bodyType: 'bytes',
    body: z.object({
      grant_type: z.literal('authorization_code'),
      code: z.string(),
      redirect_uri: z.string(),
      client_id: z.string().optional(),
      client_secret: z.string().optional(),
      code_verifier: z.string().optional(),
    }),
    reply: 'json-document',
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showBridgeUser',
    method: 'GET',
    path: '/auth/bridge/{messenger}/userinfo',
    access: 'public',
    summary: 'Who an access token of the bridge is for',
    description: `The userinfo endpoint of OpenID Connect: the token is the bridge's own, not the platform's. ${protocolErrors}`,
    params,
    reply: 'json-document',
    status: [200],
    errors: [40401],
  },
]);
