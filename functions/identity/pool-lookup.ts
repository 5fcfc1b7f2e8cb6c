import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { isAwsError } from '../platform/failures.ts';

/** A user as the pool knows it. */
export interface PoolUser {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Whether they may sign in. */
  readonly enabled: boolean;
}

/** Finds a user of the pool by the normalized name. */
export const findPoolUser = async (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  name: string,
): Promise<PoolUser | undefined> => {
  try {
    const { UserAttributes, UserCreateDate, Enabled } = await client.send(
      new AdminGetUserCommand({ UserPoolId: userPoolId, Username: name }),
    );
    const id = UserAttributes?.find((attribute) => attribute.Name === 'sub')?.Value;
    if (id === undefined || UserCreateDate === undefined) throw new Error('the pool gave a user without sub');
    return { id, createdAt: UserCreateDate.getTime(), enabled: Enabled !== false };
  } catch (thrown) {
    if (isAwsError(thrown, 'UserNotFoundException')) return undefined;
    throw thrown;
  }
};

/** What a function may ask that looks people up and manages nobody (`UserDirectory.bindLookup`). */
export interface PoolLookup {
  /** Names of the groups that a user is in. */
  groupsOf(name: string): Promise<readonly string[]>;
}

/** The users of a Cognito user pool, for reading. */
export const makePoolLookup = (client: CognitoIdentityProviderClient, userPoolId: string): PoolLookup => ({
  groupsOf: async (name) => {
    // A user is in at most 100 groups; five of ours, so that one page holds them.
    const { Groups = [] } = await client.send(
      new AdminListGroupsForUserCommand({ UserPoolId: userPoolId, Username: name, Limit: 60 }),
    );
    return Groups.flatMap(({ GroupName }) => GroupName ?? []);
  },
});
