import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { makePoolSignIns } from '../../../functions/identity/pool-sign-ins.ts';
import { makePoolUsers } from '../../../functions/identity/pool-users.ts';
import { passwordFaults } from '../../../functions/identity/user.ts';

/** A Cognito client that answers each command by its name, or throws the error of that name. */
const cognito = (answers: Record<string, object | string>) => {
  const sent: { name: string; input: Record<string, unknown> }[] = [];
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    const name = command.constructor.name.replace(/Command$/, '');
    sent.push({ name, input: command.input });
    const answer = answers[name] ?? {};
    if (typeof answer === 'string') throw Object.assign(new Error('from the pool'), { name: answer });
    return answer;
  };
  return { client: { send } as unknown as CognitoIdentityProviderClient, sent };
};
const signIns = (answers: Record<string, object | string>) => {
  const { client, sent } = cognito(answers);
  return { pool: makePoolSignIns(client, 'pool', 'client'), sent };
};
const users = (answers: Record<string, object | string>) => {
  const { client, sent } = cognito(answers);
  return { pool: makePoolUsers(client, 'pool'), sent };
};
const tokens = { AuthenticationResult: { AccessToken: 'a', RefreshToken: 'r', ExpiresIn: 3600 } };

describe('signing in at the pool', () => {
  test('goes by the flow that takes our permission, and gives tokens', async () => {
    const { pool, sent } = signIns({ AdminInitiateAuth: tokens });
    const outcome = await pool.signIn('ann', 'secret');
    expect(outcome).toEqual({ kind: 'tokens', accessToken: 'a', refreshToken: 'r', expiresIn: 3600 });
    expect(sent[0]?.input).toMatchObject({
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      UserPoolId: 'pool',
      ClientId: 'client',
    });
  });

  test.each([
    ['NEW_PASSWORD_REQUIRED', 'new_password'],
    ['SOFTWARE_TOKEN_MFA', 'mfa'],
  ])('%s is the challenge %s', async (ChallengeName, challenge) => {
    const { pool } = signIns({ AdminInitiateAuth: { ChallengeName, Session: 's' } });
    expect(await pool.signIn('ann', 'x')).toEqual({ kind: 'challenge', challenge, session: 's' });
  });

  test.each([
    'NotAuthorizedException',
    'UserNotFoundException',
    'UserNotConfirmedException',
    'PasswordResetRequiredException',
  ])('%s is a refusal like any other', async (error) => {
    expect(await signIns({ AdminInitiateAuth: error }).pool.signIn('ann', 'x')).toEqual({ kind: 'refused' });
  });

  test('a pool that is set up differently is our fault, not the user’s', async () => {
    for (const answer of ['InvalidParameterException', { ChallengeName: 'SMS_MFA', Session: 's' }, {}])
      await expect(signIns({ AdminInitiateAuth: answer }).pool.signIn('ann', 'x')).rejects.toThrow();
  });

  test('a code is refused when it is wrong or too old; a new password may not be accepted', async () => {
    for (const error of ['CodeMismatchException', 'ExpiredCodeException', 'NotAuthorizedException'])
      expect(await signIns({ AdminRespondToAuthChallenge: error }).pool.answerCode('ann', 's', '1')).toEqual({
        kind: 'refused',
      });
    for (const error of ['InvalidPasswordException', 'InvalidParameterException'])
      expect(
        await signIns({ AdminRespondToAuthChallenge: error }).pool.answerNewPassword('ann', 's', 'x'),
      ).toBe('not_accepted');
  });

  test('a refresh token that is no good gives nothing; a slow pool is a failure', async () => {
    expect(await signIns({ AdminInitiateAuth: 'NotAuthorizedException' }).pool.refresh('r')).toBeUndefined();
    await expect(
      signIns({ AdminInitiateAuth: 'TooManyRequestsException' }).pool.refresh('r'),
    ).rejects.toThrow();
  });
});

describe('keeping users in the pool', () => {
  const found = { UserAttributes: [{ Name: 'sub', Value: 'id-1' }], UserCreateDate: new Date(5000) };

  test('a user is made without an invitation and without a password that anybody knows', async () => {
    const { pool, sent } = users({ AdminGetUser: found });
    expect(await pool.create('ann', 'ann@example.com')).toEqual({
      id: 'id-1',
      createdAt: 5000,
      enabled: true,
    });
    expect(sent[0]?.input).toMatchObject({ Username: 'ann', MessageAction: 'SUPPRESS' });
    expect(sent[0]?.input).not.toHaveProperty('TemporaryPassword');
  });

  test('a name that exists is not an error, a value that the pool refuses names its field', async () => {
    expect(
      await users({ AdminCreateUser: 'UsernameExistsException' }).pool.create('ann', null),
    ).toBeUndefined();
    const refusing = users({ AdminCreateUser: 'InvalidParameterException' }).pool;
    await expect(refusing.create('ann', null)).rejects.toMatchObject({
      code: 40001,
      fields: [{ field: 'username' }],
    });
    await expect(refusing.create('ann', 'a@b.c')).rejects.toMatchObject({ fields: [{ field: 'email' }] });
  });

  test('removing nobody is done already', async () => {
    await users({ AdminDeleteUser: 'UserNotFoundException' }).pool.remove('ann');
    expect(await users({ AdminGetUser: 'UserNotFoundException' }).pool.find('ann')).toBeUndefined();
  });

  test.each([
    'InvalidPasswordException',
    'InvalidParameterException',
    'PasswordHistoryPolicyViolationException',
  ])('%s is 40001 at the password', async (error) => {
    const setting = users({ AdminSetUserPassword: error }).pool.setPassword('ann', 'x', 'password');
    await expect(setting).rejects.toMatchObject({ code: 40001, fields: [{ field: 'password' }] });
  });

  test('changing a password tells a wrong old one from a new one that is not accepted', async () => {
    const change = (error: string) =>
      users({ ChangePassword: error }).pool.changePassword('token', 'old', 'new');
    expect(await change('NotAuthorizedException')).toBe(false);
    expect(await change('InvalidParameterException')).toBe(false);
    await expect(change('InvalidPasswordException')).rejects.toMatchObject({
      fields: [{ field: 'new_password' }],
    });
    await expect(change('LimitExceededException')).rejects.toThrow('from the pool');
  });
});

describe('the password rule', () => {
  test.each([
    ['correct horse', 0],
    ['密码密码密码密码', 0],
    ['👩‍🌾👩‍🌾👩‍🌾', 0],
    ['short', 1],
    ['𝒳𝒳𝒳𝒳𝒳𝒳𝒳', 1],
    [' correct horse', 1],
    ['correct\nhorse', 1],
    ['correct\u0000horse', 1],
    ['correct\ud800horse', 1],
    ['\t', 3],
  ])('%j has %i faults', (password, faults) => {
    expect(passwordFaults('password', password, 8)).toHaveLength(faults);
  });
});
