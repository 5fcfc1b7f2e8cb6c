import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, Provider } from 'oidc-provider';

/** Somebody whom the provider knows. */
export interface Account {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

export interface OpenIdProvider {
  readonly issuer: string;
  /** Who is at the browser: the next sign-in is theirs; `undefined`: they say no. */
  who: string | undefined;
  readonly accounts: Map<string, Account>;
  stop(): Promise<void>;
}

export const CLIENT_ID = 'openscript';
export const CLIENT_SECRET = 'a secret of the provider and this system alone';

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/**
 * A real OpenID provider (npm `oidc-provider`) on loopback. Its sign-in page asks nothing: who signs in is what the test
 * says, at once.
 */
export const startOpenIdProvider = async (redirectUri: string): Promise<OpenIdProvider> => {
  const accounts = new Map<string, Account>();
  const server = createServer();
  const issuer = `http://localhost:${await listen(server)}`;
  const running = {
    issuer,
    who: undefined as string | undefined,
    accounts,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['only for this test'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...accounts.get(id) }),
    }),
    loadExistingGrant: async (context) => {
      const { client, session, provider: own } = context.oidc;
      const grant = new own.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    ttl: { Interaction: 600, Session: 1 },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      void answer(request, response);
      return;
    }
    const result =
      running.who === undefined
        ? { error: 'access_denied', error_description: 'the user said no' }
        : { login: { accountId: running.who, remember: false } };
    provider
      .interactionFinished(request, response, result, { mergeWithLastSubmission: false })
      .catch((error: unknown) => {
        response.writeHead(error instanceof errors.SessionNotFound ? 400 : 500).end(String(error));
      });
  });
  return running;
};
