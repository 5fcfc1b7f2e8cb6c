import {
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { isAwsError } from '../platform/failures.ts';

/** The questions of the pool itself. */
export type PoolChallenge = 'mfa' | 'new_password';

/** What the pool says to a sign-in. `refused` has no reason: an unknown name and a wrong password are alike. */
export type SignInOutcome =
  | {
      readonly kind: 'tokens';
      readonly accessToken: string;
      readonly refreshToken: string;
      readonly expiresIn: number;
    }
  | { readonly kind: 'challenge'; readonly challenge: PoolChallenge; readonly session: string }
  | { readonly kind: 'refused' };

/** The user pool as the one who signs users in. */
export interface PoolSignIns {
  signIn(name: string, password: string): Promise<SignInOutcome>;
  answerNewPassword(
    name: string,
    session: string,
    newPassword: string,
  ): Promise<SignInOutcome | 'not_accepted'>;
  answerCode(name: string, session: string, code: string): Promise<SignInOutcome>;
  /** A new access token; undefined when the refresh token is no longer good. */
  refresh(refreshToken: string): Promise<{ accessToken: string; expiresIn: number } | undefined>;
}

/** Cognito's names of the challenges we know; another one means a pool that is set up differently. */
const challenges: Readonly<Record<string, PoolChallenge>> = {
  NEW_PASSWORD_REQUIRED: 'new_password',
  SOFTWARE_TOKEN_MFA: 'mfa',
};

/** Everything that is the signing-in person's fault. */
const refusals = [
  'NotAuthorizedException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'CodeMismatchException',
  'ExpiredCodeException',
];

/** What the pool says of a new password that it does not take. */
const unacceptable = [
  'InvalidPasswordException',
  'InvalidParameterException',
  'PasswordHistoryPolicyViolationException',
];

const refusal = { kind: 'refused' } as const;

type Answer = Pick<AdminInitiateAuthCommandOutput, 'AuthenticationResult' | 'ChallengeName' | 'Session'>;

const outcomeOf = ({ AuthenticationResult: result, ChallengeName, Session }: Answer): SignInOutcome => {
  if (result?.AccessToken !== undefined && result.RefreshToken !== undefined)
    return {
      kind: 'tokens',
      accessToken: result.AccessToken,
      refreshToken: result.RefreshToken,
      expiresIn: result.ExpiresIn ?? 0,
    };
  const challenge = challenges[ChallengeName ?? ''];
  if (challenge === undefined || Session === undefined)
    throw new Error(`the user pool asks for ${ChallengeName ?? 'nothing'}, which is not supported`);
  return { kind: 'challenge', challenge, session: Session };
};

const unlessRefused = async (sent: Promise<Answer>): Promise<SignInOutcome> => {
  try {
    return outcomeOf(await sent);
  } catch (thrown) {
    if (refusals.some((name) => isAwsError(thrown, name))) return refusal;
    throw thrown;
  }
};

/** Sign-in at a Cognito user pool, by the flows that take IAM permissions (see environment.ts). */
export const makePoolSignIns = (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  clientId: string,
): PoolSignIns => {
  const ids = { UserPoolId: userPoolId, ClientId: clientId };
  return {
    signIn: (name, password) =>
      unlessRefused(
        client.send(
          new AdminInitiateAuthCommand({
            ...ids,
            AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
            AuthParameters: { USERNAME: name, PASSWORD: password },
          }),
        ),
      ),
    answerNewPassword: async (name, session, newPassword) => {
      try {
        return await unlessRefused(
          client.send(
            new AdminRespondToAuthChallengeCommand({
              ...ids,
              ChallengeName: 'NEW_PASSWORD_REQUIRED',
              Session: session,
              ChallengeResponses: { USERNAME: name, NEW_PASSWORD: newPassword },
            }),
          ),
        );
      } catch (thrown) {
        if (unacceptable.some((name) => isAwsError(thrown, name))) return 'not_accepted';
        throw thrown;
      }
    },
    answerCode: (name, session, code) =>
      unlessRefused(
        client.send(
          new AdminRespondToAuthChallengeCommand({
            ...ids,
            ChallengeName: 'SOFTWARE_TOKEN_MFA',
            Session: session,
            ChallengeResponses: { USERNAME: name, SOFTWARE_TOKEN_MFA_CODE: code },
          }),
        ),
      ),
    refresh: async (refreshToken) => {
      try {
        const { AuthenticationResult: result } = await client.send(
          new AdminInitiateAuthCommand({
            ...ids,
            AuthFlow: 'REFRESH_TOKEN_AUTH',
            AuthParameters: { REFRESH_TOKEN: refreshToken },
          }),
        );
        if (result?.AccessToken === undefined) throw new Error('the user pool refreshed nothing');
        return { accessToken: result.AccessToken, expiresIn: result.ExpiresIn ?? 0 };
      } catch (thrown) {
        if (isAwsError(thrown, 'NotAuthorizedException') || isAwsError(thrown, 'UserNotFoundException'))
          return undefined;
        throw thrown;
      }
    },
  };
};
