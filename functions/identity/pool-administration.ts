import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Role, roles } from '../platform/permissions.ts';

/** The user pool as those need it who manage users. Every method may be repeated. */
export interface PoolAdministration {
  /** Lets nobody sign in as this user any more, and ends what the pool knows of sessions. */
  disable(name: string): Promise<void>;
  enable(name: string): Promise<void>;
  /** Makes the groups that are roles exactly these. */
  setRoles(name: string, wanted: readonly Role[]): Promise<void>;
  /** Writes the e-mail address; null: an empty one, which is how the pool takes an attribute away. */
  setEmail(name: string, email: string | null): Promise<void>;
  /** A password that must be changed with the next sign-in. */
  setTemporaryPassword(name: string, password: string): Promise<void>;
}

/** The users of a Cognito user pool, for those who manage them. */
export const makePoolAdministration = (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): PoolAdministration => {
  const named = (name: string) => ({ UserPoolId: userPoolId, Username: name });
  return {
    disable: async (name) => {
      await client.send(new AdminDisableUserCommand(named(name)));
    },
    enable: async (name) => {
      await client.send(new AdminEnableUserCommand(named(name)));
    },
    setRoles: async (name, wanted) => {
      // Five groups of ours and at most 100 in all: one page of 60 holds ours.
      const { Groups = [] } = await client.send(
        new AdminListGroupsForUserCommand({ ...named(name), Limit: 60 }),
      );
      const held = roles.filter((role) => Groups.some(({ GroupName }) => GroupName === role));
      for (const role of wanted.filter((each) => !held.includes(each)))
        await client.send(new AdminAddUserToGroupCommand({ ...named(name), GroupName: role }));
      for (const role of held.filter((each) => !wanted.includes(each)))
        await client.send(new AdminRemoveUserFromGroupCommand({ ...named(name), GroupName: role }));
    },
    setEmail: async (name, email) => {
      const attribute = { Name: 'email', Value: email ?? '' };
      await client.send(
        new AdminUpdateUserAttributesCommand({ ...named(name), UserAttributes: [attribute] }),
      );
    },
    setTemporaryPassword: async (name, password) => {
      await client.send(
        new AdminSetUserPasswordCommand({ ...named(name), Password: password, Permanent: false }),
      );
    },
  };
};
