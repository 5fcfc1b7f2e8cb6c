import { describe } from 'vitest';
import { roles } from '../../functions/platform/permissions.ts';
import { at, everywhere, named, ofType, only, prove, unless, words } from './facts.ts';
import { type Resource, synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const pool = ({ Identity }: Templates) => only(Identity, 'AWS::Cognito::UserPool').Properties;
const client = ({ Identity }: Templates) => only(Identity, 'AWS::Cognito::UserPoolClient').Properties;

const factorSecret = ({ Identity }: Templates): [string, Resource] =>
  ofType(Identity, 'AWS::SecretsManager::Secret')[0] ?? ['none', { Type: '', Properties: {} }];

/** Policies that name it, by the export of its stack. */
const readers = (all: Templates): [string, Resource][] =>
  everywhere(all, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
    words(at(Properties, 'PolicyDocument')).includes(`OutputRef${factorSecret(all)[0]}`),
  );

describe('second factors', () => {
  prove(
    templates,
    'keep their secret when its stack goes, and show it to the function that checks them',
    (all) => [
      ...unless(factorSecret(all)[1].DeletionPolicy === 'Retain', 'is deleted with its stack'),
      ...unless(readers(all).length === 1, `${readers(all).length} readers`),
      ...readers(all).flatMap(([id]) => unless(/FunctionsIdentityApiRole/.test(id), `${id} may read it`)),
    ],
    {
      'when it goes with its stack': (all) =>
        Object.assign(factorSecret(all)[1], { DeletionPolicy: 'Delete' }),
      'when the API of files may read it': (all) => {
        const other = everywhere(all, 'AWS::IAM::Policy').find(([id]) => id.includes('FilesApi'))?.[1];
        const [, granted] = readers(all)[0] ?? [];
        (at(other, 'Properties.PolicyDocument.Statement') as unknown[]).push(
          ...(at(granted, 'Properties.PolicyDocument.Statement') as unknown[]),
        );
      },
    },
  );
});

describe('the user pool', () => {
  prove(
    templates,
    'lets nobody sign up by themselves, and takes the shortest password from the stage',
    (all) => [
      ...unless(at(pool(all), 'AdminCreateUserConfig.AllowAdminCreateUserOnly') === true, 'sign-up'),
      ...unless(
        words(at(pool(all), 'Policies.PasswordPolicy.MinimumLength')) === '{"Ref":"PasswordMinLength"}',
        'length',
      ),
      ...unless(at(all.Identity, 'Parameters.PasswordMinLength.Default') === 12, 'default length'),
      ...unless(pool(all).DeletionProtection === 'ACTIVE', 'protection'),
    ],
    {
      'with self sign-up': (all) => Object.assign(pool(all), { AdminCreateUserConfig: {} }),
      'with a fixed length': (all) =>
        Object.assign(pool(all), { Policies: { PasswordPolicy: { MinimumLength: 6 } } }),
      'without protection': (all) => Object.assign(pool(all), { DeletionProtection: 'INACTIVE' }),
    },
  );

  prove(
    templates,
    'offers an authenticator app as a second factor, and no SMS',
    (all) => [
      ...unless(pool(all).MfaConfiguration === 'OPTIONAL', 'optional'),
      ...unless(words(pool(all).EnabledMfas) === '["SOFTWARE_TOKEN_MFA"]', 'TOTP only'),
    ],
    { 'with SMS': (all) => Object.assign(pool(all), { EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] }) },
  );

  prove(
    templates,
    'has a group for each role',
    ({ Identity }) =>
      unless(
        words(
          ofType(Identity, 'AWS::Cognito::UserPoolGroup').map(([, group]) => group.Properties.GroupName),
        ) === words(roles),
        'groups',
      ),
    {
      'when one is called otherwise': ({ Identity }) =>
        Object.assign(named(Identity, 'UsersGroupadmin').Properties, { GroupName: 'root' }),
    },
  );
});

describe('the client', () => {
  prove(
    templates,
    'has no secret, and only flows that need the identity function’s role',
    (all) => [
      ...unless(client(all).GenerateSecret === false, 'secret'),
      ...unless(
        words(client(all).ExplicitAuthFlows) ===
          '["ALLOW_ADMIN_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]',
        'flows',
      ),
      ...unless(client(all).PreventUserExistenceErrors === 'ENABLED', 'existence of users'),
      ...unless(client(all).EnableTokenRevocation === true, 'revocation'),
    ],
    {
      'with a public flow': (all) =>
        Object.assign(client(all), { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
      'telling who exists': (all) => Object.assign(client(all), { PreventUserExistenceErrors: 'LEGACY' }),
    },
  );

  prove(
    templates,
    'gives access tokens for 15 minutes and refresh tokens for as long as sessions last',
    (all) => {
      const identityApi = named(all.Api, 'FunctionsIdentityApiFunction').Properties;
      const days = Number(at(identityApi, 'Environment.Variables.SESSION_DAYS'));
      return [
        ...unless(client(all).AccessTokenValidity === 15, 'access'),
        ...unless(client(all).RefreshTokenValidity === days * 24 * 60, 'refresh'),
        ...unless(
          words(client(all).TokenValidityUnits) ===
            '{"AccessToken":"minutes","IdToken":"minutes","RefreshToken":"minutes"}',
          'units',
        ),
      ];
    },
    {
      'when a day long': (all) => Object.assign(client(all), { AccessTokenValidity: 1440 }),
      'when sessions last longer': (all) => Object.assign(client(all), { RefreshTokenValidity: 1 }),
    },
  );
});
