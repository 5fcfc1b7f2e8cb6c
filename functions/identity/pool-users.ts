import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { invalidField } from '../platform/errors.ts';
import { isAwsError } from '../platform/failures.ts';
import type { Role } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import { findPoolUser, type PoolUser } from './pool-lookup.ts';

/** The user pool as a keeper of users, passwords and groups. */
export interface PoolUsers {
  /** Makes a user whom nobody can sign in as yet; undefined when the name exists. */
  create(name: string, email: string | null): Promise<PoolUser | undefined>;
  find(name: string): Promise<PoolUser | undefined>;
  /** Removes a user; one that is not there is no error. */
  remove(name: string): Promise<void>;
  addRole(name: string, role: Role): Promise<void>;
  /** Throws 40001 for a password the pool does not take. `field` is what the caller called it. */
  setPassword(name: string, password: string, field: string): Promise<void>;
  /** False when the old password is wrong. Throws 40001 for a new one the pool does not take. */
  changePassword(accessToken: string, oldPassword: string, newPassword: string): Promise<boolean>;
}

const notTaken = (field: string) =>
  invalidField(field, text('is not accepted by the password policy', '不符合密码策略'));

/** Our own rule is checked before; what the pool refuses besides is about this one value. */
const refusesPassword = (thrown: unknown): boolean =>
  isAwsError(thrown, 'InvalidPasswordException') ||
  isAwsError(thrown, 'PasswordHistoryPolicyViolationException') ||
  isAwsError(thrown, 'InvalidParameterException');

/** The users of a Cognito user pool. */
export const makePoolUsers = (client: CognitoIdentityProviderClient, userPoolId: string): PoolUsers => {
  const named = (name: string) => ({ UserPoolId: userPoolId, Username: name });
  const find = (name: string) => findPoolUser(client, userPoolId, name);
  return {
    find,
    create: async (name, email) => {
      const attributes = email === null ? [] : [{ Name: 'email', Value: email }];
      try {
        // No TemporaryPassword: the pool makes one that nobody sees. No invitation either.
        await client.send(
          new AdminCreateUserCommand({
            ...named(name),
            MessageAction: 'SUPPRESS',
            UserAttributes: attributes,
          }),
        );
      } catch (thrown) {
        if (isAwsError(thrown, 'UsernameExistsException')) return undefined;
        if (isAwsError(thrown, 'InvalidParameterException'))
          throw invalidField(
            email === null ? 'username' : 'email',
            text('is not accepted by the user pool', '用户池不接受该值'),
          );
        throw thrown;
      }
      return find(name);
    },
    remove: async (name) => {
      try {
        await client.send(new AdminDeleteUserCommand(named(name)));
      } catch (thrown) {
        if (!isAwsError(thrown, 'UserNotFoundException')) throw thrown;
      }
    },
    addRole: async (name, role) => {
      await client.send(new AdminAddUserToGroupCommand({ ...named(name), GroupName: role }));
    },
    setPassword: async (name, password, field) => {
      try {
        await client.send(
          new AdminSetUserPasswordCommand({ ...named(name), Password: password, Permanent: true }),
        );
      } catch (thrown) {
        throw refusesPassword(thrown) ? notTaken(field) : thrown;
      }
    },
    changePassword: async (accessToken, oldPassword, newPassword) => {
      try {
        await client.send(
          new ChangePasswordCommand({
            AccessToken: accessToken,
            PreviousPassword: oldPassword,
            ProposedPassword: newPassword,
          }),
        );
        return true;
      } catch (thrown) {
        // An old password that cannot be one is refused as a parameter; the new one has passed our own rule.
        const wrong = ['NotAuthorizedException', 'InvalidParameterException'];
        if (wrong.some((name) => isAwsError(thrown, name))) return false;
        throw refusesPassword(thrown) ? notTaken('new_password') : thrown;
      }
    },
  };
};
