import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientConfig } from '../../../local/platform/aws.ts';
import { apps, startFakeMessengers } from '../../unit/im-bridge/fake-messengers.ts';
import { signIn } from '../platform/client.ts';
import { startFederatedPlatform } from './federated-platform.ts';
import { CLIENT_ID, CLIENT_SECRET, startOpenIdProvider } from './open-id-provider.ts';

/** A platform on which people sign in through a real OpenID provider, `corp`, and through a fake Feishu. */
export const startFederatedStage = async () => {
  const federated = await startFederatedPlatform();
  const { url, administrator, adminPassword, access } = federated.platform;
  const [provider, messengers] = await Promise.all([
    startOpenIdProvider(`${url}/oauth2/idpresponse`),
    startFakeMessengers(),
  ]);
  await federated.deployWith({
    SignInDomain: 'openscript',
    Oidc1Name: 'corp',
    Oidc1Label: '公司账号 Company',
    Oidc1Issuer: provider.issuer,
    Oidc1ClientId: CLIENT_ID,
    Oidc1ClientArn: await federated.keepSecret('corp', CLIENT_SECRET),
    FeishuAppArn: await federated.keepSecret('feishu', JSON.stringify(apps.feishu)),
    MessengerBaseUrl: messengers.url,
  });
  return {
    platform: federated.platform,
    provider,
    messengers,
    admin: await signIn(url, administrator, adminPassword),
    table: DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig(access))),
    stop: async () => {
      await Promise.all([provider.stop(), messengers.stop()]);
      await federated.stop();
    },
  };
};

export type FederatedStage = Awaited<ReturnType<typeof startFederatedStage>>;
