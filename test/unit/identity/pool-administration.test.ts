import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { makePoolAdministration } from '../../../functions/identity/pool-administration.ts';

/** A pool whose user is in these groups; what is sent to it. */
const poolWith = (groups: readonly string[]) => {
  const sent: [string, Record<string, unknown>][] = [];
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    const name = command.constructor.name.replace(/Command$/, '');
    const { UserPoolId, Username, ...rest } = command.input;
    expect([UserPoolId, Username]).toEqual(['pool', 'ann']);
    sent.push([name, rest]);
    return name === 'AdminListGroupsForUser' ? { Groups: groups.map((GroupName) => ({ GroupName })) } : {};
  };
  return { pool: makePoolAdministration({ send } as unknown as CognitoIdentityProviderClient, 'pool'), sent };
};

describe('the pool, for those who manage users', () => {
  test('has exactly the groups that are wanted, and leaves groups of another meaning alone', async () => {
    const { pool, sent } = poolWith(['operator', 'strangers', 'admin']);
    await pool.setRoles('ann', ['admin', 'auditor']);
    expect(sent.slice(1)).toEqual([
      ['AdminAddUserToGroup', { GroupName: 'auditor' }],
      ['AdminRemoveUserFromGroup', { GroupName: 'operator' }],
    ]);
  });

  test('gives a password that must be changed, and takes an address away by an empty one', async () => {
    const { pool, sent } = poolWith([]);
    await pool.setTemporaryPassword('ann', 'secret');
    await pool.setEmail('ann', null);
    await pool.disable('ann');
    await pool.enable('ann');
    expect(sent).toEqual([
      ['AdminSetUserPassword', { Password: 'secret', Permanent: false }],
      ['AdminUpdateUserAttributes', { UserAttributes: [{ Name: 'email', Value: '' }] }],
      ['AdminDisableUser', {}],
      ['AdminEnableUser', {}],
    ]);
  });
});
