/** Sign-in through a foreign provider on the emulator: what Cognito promises, and MiniStack without our patch does not. */
import { createHash } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePoolIdentities } from '../../functions/federation/pool-identities.ts';
import { startForeignProvider } from './emulator/foreign-provider.ts';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

/** The gateway's address, which the emulator is told, though none listens there. */
const gateway = 'http://localhost:8000';
const callback = `${gateway}/api/v1/auth/federated/callback`;
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');

let emulator: TestEmulator;
let provider: Awaited<ReturnType<typeof startForeignProvider>>;
let cognito: CognitoIdentityProviderClient;
let UserPoolId = '';
let ClientId = '';
let subjects = 0;

beforeAll(async () => {
  [emulator, provider] = await Promise.all([startEmulator(), startForeignProvider()]);
  cognito = new CognitoIdentityProviderClient(emulator.config);
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'people' }));
  UserPoolId = UserPool?.Id ?? '';
  for (const ProviderName of ['corp', 'unused'])
    await cognito.send(
      new CreateIdentityProviderCommand({
        UserPoolId,
        ProviderName,
        ProviderType: 'OIDC',
        ProviderDetails: {
          client_id: 'openscript',
          client_secret: 'secret',
          oidc_issuer: provider.issuer,
          authorize_scopes: 'openid email',
          attributes_request_method: 'GET',
        },
        AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
      }),
    );
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'api',
      SupportedIdentityProviders: ['corp'],
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: ['/api/v1/auth/federated/callback'], // as a stack names it that does not know the gateway
    }),
  );
  ClientId = UserPoolClient?.ClientId ?? '';
});
afterAll(async () => {
  await provider?.stop();
  await emulator?.stop();
});
beforeEach(() => {
  subjects += 1;
  Object.assign(provider.state, {
    claims: { sub: `s-${subjects}`, email: `s${subjects}@example.com`, email_verified: true, name: '王芳' },
    audience: 'openscript',
    issuer: undefined,
    key: provider.ownKey,
    expires: '5m',
    status: 200,
  });
});

/** Where the emulator sends a browser that comes to the pool's domain. */
const goTo = async (path: string): Promise<URL> => {
  const response = await fetch(`${emulator.access.endpoint}${path}`, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.status} ${await response.text()}`);
  return new URL(location);
};
const authorize = (more: Record<string, string> = {}) =>
  goTo(
    `/oauth2/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: ClientId,
      redirect_uri: callback,
      identity_provider: 'corp',
      scope: 'openid email profile',
      state: 'ours',
      nonce: 'n-1',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    })}`,
  );
/** From the pool to the provider and back to the application. */
const passThrough = async (answer: Record<string, string> = { code: 'c' }): Promise<URL> => {
  const state = (await authorize()).searchParams.get('state') ?? '';
  return goTo(`/oauth2/idpresponse?${new URLSearchParams({ ...answer, state })}`);
};
const exchange = async (code: string | null, more: Record<string, string> = { code_verifier: verifier }) => {
  const response = await fetch(`${emulator.access.endpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: ClientId,
      redirect_uri: callback,
      code: code ?? '',
      ...more,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};
const profile = () => cognito.send(new AdminGetUserCommand({ UserPoolId, Username: `corp_s-${subjects}` }));

describe('the pool’s domain', () => {
  it('sends the browser to the provider, to come back to the gateway', async () => {
    const { origin, searchParams } = await authorize();
    expect(origin).toBe(provider.issuer);
    expect(searchParams.get('redirect_uri')).toBe(`${gateway}/oauth2/idpresponse`);
    expect(searchParams.get('client_id')).toBe('openscript');
  });

  it('takes no callback that is not the client’s, and no provider that the client does not offer', async () => {
    await expect(authorize({ redirect_uri: 'https://evil.example/' })).rejects.toThrow('400');
    await expect(authorize({ identity_provider: 'unused' })).rejects.toThrow('400');
  });

  it('gives tokens whose ID token holds the nonce, the identity and the mapped attributes', async () => {
    const landed = await passThrough();
    expect([landed.origin, landed.searchParams.get('state')]).toEqual([gateway, 'ours']);
    const { status, body } = await exchange(landed.searchParams.get('code'));
    expect(status).toBe(200);
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({
      nonce: 'n-1',
      'cognito:username': `corp_s-${subjects}`,
      email: `s${subjects}@example.com`,
      email_verified: true,
      name: '王芳',
      identities: [{ userId: `s-${subjects}`, providerName: 'corp' }],
    });
  });

  it('does not take an address for verified when the provider says nothing of it', async () => {
    provider.state.claims = { sub: `s-${subjects}`, email: 'x@example.com' };
    const { body } = await exchange((await passThrough()).searchParams.get('code'));
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({ email_verified: false });
  });
});

describe('a code', () => {
  it('needs the verifier (PKCE)', async () => {
    for (const more of [{}, { code_verifier: 'w'.repeat(43) }] as Record<string, string>[]) {
      const landed = await passThrough();
      expect(await exchange(landed.searchParams.get('code'), more)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
    }
  });

  it('is good once', async () => {
    const code = (await passThrough()).searchParams.get('code');
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).body.error).toBe('invalid_grant');
  });
});

describe('what the provider says', () => {
  it.each([
    ['signed by another key', () => ({ key: provider.foreignKey })],
    ['for another client', () => ({ audience: 'another' })],
    ['of another issuer', () => ({ issuer: 'https://evil.example' })],
    ['expired', () => ({ expires: '-5m' })],
  ])('is not believed when the ID token is %s', async (_, wrong) => {
    Object.assign(provider.state, wrong());
    const { searchParams, origin } = await passThrough();
    expect([origin, searchParams.get('error'), searchParams.get('state')]).toEqual([
      gateway,
      'invalid_request',
      'ours',
    ]);
    await expect(profile()).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  it('comes back to the application when it is no', async () => {
    const { searchParams } = await passThrough({ error: 'access_denied' });
    expect([searchParams.get('error'), searchParams.get('state')]).toEqual(['invalid_request', 'ours']);
  });

  it('comes back to the application when its token endpoint fails', async () => {
    provider.state.status = 500;
    expect((await passThrough()).searchParams.get('error')).toBe('invalid_request');
  });

  it('is not the user whom somebody has registered under the profile’s name', async () => {
    await cognito.send(
      new AdminCreateUserCommand({ UserPoolId, Username: `corp_s-${subjects}`, MessageAction: 'SUPPRESS' }),
    );
    expect((await passThrough()).searchParams.get('error')).toBe('invalid_request');
  });
});

describe('identities of users', () => {
  it('are linked, listed, unlinked and found by a verified address alone', async () => {
    const identities = makePoolIdentities(cognito, UserPoolId);
    const name = `native-${subjects}`;
    const email = `native${subjects}@example.com`;
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: name,
        MessageAction: 'SUPPRESS',
        UserAttributes: [{ Name: 'email', Value: email }],
      }),
    );
    expect(await identities.findByEmail(email)).toEqual([]);
    await cognito.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId,
        Username: name,
        UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
      }),
    );
    expect(await identities.findByEmail(email)).toEqual([name]);

    const identity = { provider: 'corp', subject: `s-${subjects}` };
    expect(await identities.link(name, identity)).toBe(true);
    expect(await identities.link(name, identity)).toBe(true);
    expect(await identities.listOf(name)).toMatchObject([identity]);
    const { body } = await exchange((await passThrough()).searchParams.get('code'));
    expect(decodeJwt(body.access_token ?? '')).toMatchObject({ username: name });

    await identities.unlink(identity);
    expect(await identities.listOf(name)).toEqual([]);
    await passThrough();
    expect(await identities.link(name, identity)).toBe(false); // it has a profile of its own now
    await identities.removeProfile(`corp_s-${subjects}`);
    await identities.removeProfile(`corp_s-${subjects}`);
    expect(await identities.link(name, identity)).toBe(true);
    expect(await identities.listOf('nobody')).toBeUndefined();
  });
});
