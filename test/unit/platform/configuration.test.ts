import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { identityEnvironment } from '../../../functions/identity/environment.ts';
import { readConfig } from '../../../functions/platform/config.ts';
import { isConditionFailure, isTransient } from '../../../functions/platform/failures.ts';
import {
  may,
  permissions,
  permissionsOf,
  permissionsOfRole,
  type roles,
} from '../../../functions/platform/permissions.ts';
import { userPoolKeysAddress } from '../../../functions/platform/user-pool-keys.ts';
import { callerWith } from './caller.ts';

const environment = {
  TABLE_NAME: 't',
  USER_POOL_ID: 'us-east-1_x',
  USER_POOL_CLIENT_ID: 'c',
  CURSOR_SECRET_ARN: 'arn',
  SETUP_SECRET_ARN: 'arn',
  IDENTITY_SECRET_ARN: 'arn',
  MFA_ROLES: 'admin, auditor',
  AWS_REGION: 'us-east-1',
  SELF_REGISTRATION: 'false',
  DEFAULT_ROLES: 'operator, author',
  PASSWORD_MIN_LENGTH: '12',
};

describe('a function’s configuration', () => {
  test('is read from its environment, typed', () => {
    expect(readConfig(identityEnvironment, environment)).toMatchObject({
      SELF_REGISTRATION: false,
      DEFAULT_ROLES: ['operator', 'author'],
      PASSWORD_MIN_LENGTH: 12,
      SECURE_COOKIES: true,
      SESSION_DAYS: 30,
      SESSION_IDLE_MINUTES: 720,
      MFA_ROLES: ['admin', 'auditor'],
      DEFAULT_LANGUAGE: 'en',
    });
  });

  test('names every fault at once, and no value', () => {
    const faulty = {
      ...environment,
      DEFAULT_ROLES: 'operator,emperor',
      PASSWORD_MIN_LENGTH: '4',
      TABLE_NAME: undefined,
    };
    const reading = () => readConfig(identityEnvironment, faulty);
    expect(reading).toThrow(/TABLE_NAME.*DEFAULT_ROLES.*PASSWORD_MIN_LENGTH/);
    expect(reading).not.toThrow(/emperor/);
  });

  test('takes an empty string for a missing value where one is needed', () => {
    expect(() => readConfig(z.object({ A: z.string().min(1) }), { A: '' })).toThrow('A');
  });
});

describe('roles', () => {
  const caller = (...held: (typeof roles)[number][]) =>
    callerWith({ userId: 'u', username: 'u', roles: held, sessionId: 's' });

  test('add up; nobody without a role may anything', () => {
    expect(permissionsOf(['operator', 'auditor'])).toEqual(
      permissions.filter((name) =>
        [...permissionsOfRole.operator, ...permissionsOfRole.auditor].includes(name),
      ),
    );
    for (const permission of permissions) expect(may(caller(), permission)).toBe(false);
  });

  test('the auditor reads everything and changes nothing', () => {
    const allowed = permissionsOf(['auditor']);
    expect(allowed).toEqual(expect.arrayContaining(['runs.read.all', 'files.read.all', 'scripts.read']));
    for (const permission of allowed) expect(permission).toMatch(/\.read(\.all)?$/);
  });

  test('operators upload no scripts, authors do, administrators may everything', () => {
    expect(may(caller('operator'), 'scripts.upload')).toBe(false);
    expect(may(caller('author'), 'scripts.upload')).toBe(true);
    for (const permission of permissions) expect(may(caller('admin'), permission)).toBe(true);
  });

  test('what reaches others’ things is never with operators and authors', () => {
    for (const role of ['operator', 'author'] as const)
      expect(permissionsOfRole[role].filter((permission) => permission.endsWith('.all'))).toEqual([]);
  });
});

describe('failures of a dependency', () => {
  const named = (name: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { name });

  test('that may pass are known by name or code, also as a cause', () => {
    expect(isTransient(named('ThrottlingException'))).toBe(true);
    expect(isTransient(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe(true);
    expect(isTransient(named('ElectroError', named('InternalServerError')))).toBe(true);
    expect(isTransient(named('ValidationException'))).toBe(false);
    for (const odd of [undefined, null, 'x', 7, {}]) expect(isTransient(odd)).toBe(false);
  });

  test('a condition that did not hold is another thing', () => {
    expect(isConditionFailure(named('ElectroError', named('ConditionalCheckFailedException')))).toBe(true);
    expect(isConditionFailure(named('ThrottlingException'))).toBe(false);
  });

  test('an error that is its own cause ends the search', () => {
    const ring: Error = new Error('ring');
    ring.cause = ring;
    expect(isTransient(ring)).toBe(false);
  });
});

test('a user pool’s keys are at its issuer, or below the emulator', () => {
  expect(userPoolKeysAddress('eu-west-1_Ab1')).toBe(
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1/.well-known/jwks.json',
  );
  expect(userPoolKeysAddress('eu-west-1_Ab1', 'http://127.0.0.1:4566/')).toBe(
    'http://127.0.0.1:4566/eu-west-1_Ab1/.well-known/jwks.json',
  );
});
