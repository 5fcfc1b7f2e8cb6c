import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads the text of a secret of Secrets Manager with the function's own role; rejects when it has none. */
export const readSecret = async (arn: string): Promise<string> => {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  if (SecretString === undefined || SecretString === '') throw new Error('the secret has no text');
  return SecretString;
};
