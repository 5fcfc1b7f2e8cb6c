import {
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { isAwsError } from '../platform/failures.ts';

/** An identity at a provider that a user may sign in by. */
export interface Identity {
  readonly provider: string;
  readonly subject: string;
  /** ISO 8601; null where the pool does not say. */
  readonly linkedAt: string | null;
}

/** Which identities the user pool takes for which users. */
export interface PoolIdentities {
  /** Undefined when the pool has no such user. */
  listOf(name: string): Promise<readonly Identity[] | undefined>;
  /** False when the identity is somebody's already, or the user does not exist. */
  link(name: string, identity: Pick<Identity, 'provider' | 'subject'>): Promise<boolean>;
  unlink(identity: Pick<Identity, 'provider' | 'subject'>): Promise<void>;
  /** Removes the profile that the pool made for somebody who is to be another user, or none. */
  removeProfile(name: string): Promise<void>;
  /** Names of users with a password whose verified address it is; two at most are asked for. */
  findByEmail(email: string): Promise<readonly string[]>;
}

/** The attribute `identities`: JSON, as the pool writes it. */
const identitiesSchema = z.array(
  z.object({
    userId: z.string(),
    providerName: z.string(),
    dateCreated: z.coerce.number().nullish(),
  }),
);

const attributeOf = (attributes: readonly AttributeType[] | undefined, name: string): string | undefined =>
  attributes?.find((attribute) => attribute.Name === name)?.Value;

const identitiesOf = (attributes: readonly AttributeType[] | undefined): readonly Identity[] =>
  identitiesSchema
    .parse(JSON.parse(attributeOf(attributes, 'identities') ?? '[]'))
    .map(({ userId, providerName, dateCreated }) => ({
      provider: providerName,
      subject: userId,
      linkedAt: dateCreated ? new Date(dateCreated).toISOString() : null,
    }));

const refusals = ['AliasExistsException', 'UserNotFoundException', 'InvalidParameterException'];

/** Identities in a Cognito user pool; a link is the pool's own, so that its tokens are the linked user's. */
export const makePoolIdentities = (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): PoolIdentities => {
  const source = ({ provider, subject }: Pick<Identity, 'provider' | 'subject'>) => ({
    ProviderName: provider,
    ProviderAttributeName: 'Cognito_Subject',
    ProviderAttributeValue: subject,
  });
  return {
    listOf: async (name) => {
      try {
        const found = await client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: name }));
        return identitiesOf(found.UserAttributes);
      } catch (thrown) {
        if (isAwsError(thrown, 'UserNotFoundException')) return undefined;
        throw thrown;
      }
    },
    link: async (name, identity) => {
      try {
        await client.send(
          new AdminLinkProviderForUserCommand({
            UserPoolId: userPoolId,
            DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: name },
            SourceUser: source(identity),
          }),
        );
        return true;
      } catch (thrown) {
        if (refusals.some((refusal) => isAwsError(thrown, refusal))) return false;
        throw thrown;
      }
    },
    unlink: async (identity) => {
      try {
        await client.send(
          new AdminDisableProviderForUserCommand({ UserPoolId: userPoolId, User: source(identity) }),
        );
      } catch (thrown) {
        if (!isAwsError(thrown, 'UserNotFoundException')) throw thrown;
      }
    },
    removeProfile: async (name) => {
      try {
        await client.send(new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: name }));
      } catch (thrown) {
        if (!isAwsError(thrown, 'UserNotFoundException')) throw thrown;
      }
    },
    findByEmail: async (email) => {
      // The address has passed the schema of e-mail addresses: it holds no quotation mark.
      const { Users = [] } = await client.send(
        new ListUsersCommand({ UserPoolId: userPoolId, Filter: `email = "${email}"`, Limit: 60 }),
      );
      return Users.filter(
        ({ UserStatus, Attributes }) =>
          UserStatus !== 'EXTERNAL_PROVIDER' && attributeOf(Attributes, 'email_verified') === 'true',
      ).flatMap(({ Username }) => Username ?? []);
    },
  };
};
