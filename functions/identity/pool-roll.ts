import {
  type CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';

/** Somebody in the user pool: the name there, and the `sub`. */
export interface Enrolled {
  readonly name: string;
  readonly id: string;
}

/** Everybody who is in the user pool, page by page. */
export type ReadRoll = () => AsyncIterable<readonly Enrolled[]>;

/** The most that Cognito gives at once. */
const PAGE = 60;

/** The roll of a Cognito user pool. */
export const makeReadRoll = (client: CognitoIdentityProviderClient, userPoolId: string): ReadRoll =>
  async function* () {
    for (let token: string | undefined; ; ) {
      const page = await client.send(
        new ListUsersCommand({
          UserPoolId: userPoolId,
          AttributesToGet: ['sub'],
          Limit: PAGE,
          ...(token === undefined ? {} : { PaginationToken: token }),
        }),
      );
      yield (page.Users ?? []).flatMap(({ Username: name, Attributes }) => {
        const id = Attributes?.find((attribute) => attribute.Name === 'sub')?.Value;
        return name === undefined || id === undefined ? [] : [{ name, id }];
      });
      token = page.PaginationToken;
      if (token === undefined) return;
    }
  };
