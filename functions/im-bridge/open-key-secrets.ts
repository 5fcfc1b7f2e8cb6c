import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isAwsError } from '../platform/failures.ts';
import type { KeySecrets } from './key-ring.ts';

/** The signing secret in Secrets Manager, in its current and its previous version. */
export const openKeySecrets = (arn: string): KeySecrets => {
  const client = new SecretsManagerClient({});
  const read = async (VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string | undefined> => {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage }))).SecretString;
    } catch (thrown) {
      if (VersionStage === 'AWSPREVIOUS' && isAwsError(thrown, 'ResourceNotFoundException')) return undefined;
      throw thrown;
    }
  };
  return {
    read: async () => {
      const [current, previous] = await Promise.all([read('AWSCURRENT'), read('AWSPREVIOUS')]);
      if (!current) throw new Error('the secret of the signing keys has no text');
      return { current, previous };
    },
  };
};
