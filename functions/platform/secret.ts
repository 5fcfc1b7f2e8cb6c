/**
 * Reads a secret of Secrets Manager when it is first asked for, and keeps it while the function's instance lives.
 * A failed read is not kept: the next call asks again. The client is loaded with the first read, because most
 * requests need no secret and a cold start should not pay for it.
 */
export const readSecretOnce = (arn: string): (() => Promise<string>) => {
  let secret: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const { SecretString } = await new SecretsManagerClient({}).send(
      new GetSecretValueCommand({ SecretId: arn }),
    );
    if (SecretString === undefined || SecretString === '') throw new Error('the secret has no text');
    return SecretString;
  };
  return () => {
    secret ??= read().catch((thrown: unknown) => {
      secret = undefined;
      throw thrown;
    });
    return secret;
  };
};
