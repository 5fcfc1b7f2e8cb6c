import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An OpenID provider whose ID tokens a test may spoil. */
export const startForeignProvider = async () => {
  const [own, foreign] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const state = {
    claims: {} as Record<string, unknown>,
    audience: 'openscript',
    issuer: undefined as string | undefined,
    key: own.privateKey as CryptoKey,
    expires: '5m',
    /** The status of the token endpoint. */
    status: 200,
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<unknown> => {
      const { pathname } = new URL(request.url ?? '/', issuer);
      if (pathname === '/.well-known/openid-configuration')
        return {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
        };
      if (pathname === '/jwks') return { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one' }] };
      const id_token = await new SignJWT(state.claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(state.issuer ?? issuer)
        .setAudience(state.audience)
        .setIssuedAt()
        .setExpirationTime(state.expires)
        .sign(state.key);
      return { access_token: 'a', token_type: 'Bearer', id_token };
    };
    void answer().then((body) => {
      const status = request.method === 'POST' ? state.status : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    state,
    foreignKey: foreign.privateKey as CryptoKey,
    ownKey: own.privateKey as CryptoKey,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
