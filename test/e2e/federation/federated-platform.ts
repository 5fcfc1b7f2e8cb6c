import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientConfig } from '../../../local/platform/aws.ts';
import { deploy, type StageValues } from '../../../local/platform/deploy.ts';
import { type Platform, startPlatform } from '../../../local/platform.ts';

/** A platform of its own whose stage offers providers, as an administrator would set it up: secrets, then a deployment. */
export interface FederatedPlatform {
  readonly platform: Platform;
  /** Keeps a secret; gives its ARN. */
  keepSecret(name: string, value: string): Promise<string>;
  /** Deploys with these values of the stage. */
  deployWith(values: StageValues): Promise<void>;
  stop(): Promise<void>;
}

export const startFederatedPlatform = async (): Promise<FederatedPlatform> => {
  const folder = await mkdtemp(join(tmpdir(), 'openscript-federation-'));
  const platform = await startPlatform({ home: folder, port: 0 });
  const { access, home } = platform;
  return {
    platform,
    keepSecret: async (name, value) => {
      const client = new SecretsManagerClient(clientConfig(access));
      const { ARN = '' } = await client.send(new CreateSecretCommand({ Name: name, SecretString: value }));
      return ARN;
    },
    deployWith: async (values) => {
      await deploy({ home, access, values, signal: new AbortController().signal }, () => {});
    },
    stop: async () => {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
