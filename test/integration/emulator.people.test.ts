/** Cognito on the emulator: what signing in relies on, and what the platform must do itself. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  GetUserCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

let emulator: TestEmulator;
let cognito: CognitoIdentityProviderClient;
let UserPoolId = '';
let ClientId = '';

beforeAll(async () => {
  emulator = await startEmulator();
  cognito = new CognitoIdentityProviderClient(emulator.config);
  const rules = {
    RequireLowercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
    RequireUppercase: false,
  };
  const pool = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'people',
      Policies: { PasswordPolicy: { MinimumLength: 5, ...rules } },
    }),
  );
  UserPoolId = pool.UserPool?.Id ?? '';
  const client = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'api',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    }),
  );
  ClientId = client.UserPoolClient?.ClientId ?? '';
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: 'operator' }));
  await makeUser('王小明', '密码密码密码');
  await cognito.send(
    new AdminAddUserToGroupCommand({ UserPoolId, Username: '王小明', GroupName: 'operator' }),
  );
});
afterAll(() => emulator?.stop());

const makeUser = async (Username: string, Password: string) => {
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
};

const authenticate = async (
  AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH',
  parameters: Record<string, string>,
) =>
  (
    await cognito.send(
      new AdminInitiateAuthCommand({ UserPoolId, ClientId, AuthFlow, AuthParameters: parameters }),
    )
  ).AuthenticationResult;

const signIn = (USERNAME: string, PASSWORD: string) =>
  authenticate('ADMIN_USER_PASSWORD_AUTH', { USERNAME, PASSWORD });

describe('a password', () => {
  it('has the pool’s shortest length', async () => {
    await expect(makeUser('short', '1234')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await expect(makeUser('shortest', 'admin')).resolves.toBeUndefined();
  });

  it('is checked, and an unknown user looks like a wrong password', async () => {
    await expect(signIn('王小明', 'wrong')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(signIn('nobody', 'wrong')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('can be tried again and again: the lock-out is the platform’s own', async () => {
    for (let n = 0; n < 12; n += 1) await signIn('王小明', 'wrong').catch(() => {});
    expect(await signIn('王小明', '密码密码密码')).toBeDefined();
  });
});

describe('an access token', () => {
  it('passes the verifier of the handlers, with the pool’s keys and the groups', async () => {
    const tokens = await signIn('王小明', '密码密码密码');
    const verifier = CognitoJwtVerifier.create({
      userPoolId: UserPoolId,
      clientId: ClientId,
      tokenUse: 'access',
    });
    const keys = await fetch(`${emulator.access.endpoint}/${UserPoolId}/.well-known/jwks.json`);
    verifier.cacheJwks((await keys.json()) as Parameters<typeof verifier.cacheJwks>[0]);
    const claims = await verifier.verify(tokens?.AccessToken ?? '');
    expect(claims).toMatchObject({ username: '王小明', 'cognito:groups': ['operator'], token_use: 'access' });
    expect(claims.iss).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`);
    await expect(verifier.verify(tokens?.IdToken ?? '')).rejects.toThrow();
  });

  it('outlives its session in Cognito: the platform checks sessions itself', async () => {
    const tokens = await signIn('王小明', '密码密码密码');
    await cognito.send(new RevokeTokenCommand({ ClientId, Token: tokens?.RefreshToken }));
    await expect(
      cognito.send(new GetUserCommand({ AccessToken: tokens?.AccessToken })),
    ).resolves.toBeDefined();
  });
});

describe('a refresh token', () => {
  it('gives a new access token until it is revoked', async () => {
    const tokens = await signIn('王小明', '密码密码密码');
    const refresh = () => authenticate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: tokens?.RefreshToken ?? '' });
    expect((await refresh())?.AccessToken).toBeTruthy();
    await cognito.send(new RevokeTokenCommand({ ClientId, Token: tokens?.RefreshToken }));
    await expect(refresh()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('cannot be made up', async () => {
    await expect(authenticate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'garbage' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});

describe('a user name', () => {
  it('is another one in other letters: the platform makes names alike itself', async () => {
    await makeUser('clerk', '123456');
    await expect(makeUser('Clerk', '123456')).resolves.toBeUndefined();
  });
});
