import { describe } from 'vitest';
import { at, named, ofType, only, prove, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const client = ({ Identity }: Templates) => only(Identity, 'AWS::Cognito::UserPoolClient').Properties;
const providers = ({ Identity }: Templates) =>
  ofType(Identity, 'AWS::Cognito::UserPoolIdentityProvider').map(([, resource]) => resource);
/** What a property is when sign-in through other providers is switched on, and when not. */
const choice = (value: unknown) => (at(value, 'Fn::If') ?? []) as readonly unknown[];

describe('sign-in through other providers', () => {
  prove(
    templates,
    'is off until the stage names a domain',
    (all) => [
      ...unless(at(all.Identity, 'Parameters.SignInDomain.Default') === '', 'default'),
      ...unless(choice(client(all).AllowedOAuthFlowsUserPoolClient)[2] === false, 'flows'),
      ...providers(all).flatMap((provider) =>
        unless(typeof provider.Condition === 'string', `${provider.Properties.ProviderName} always`),
      ),
      ...unless(typeof only(all.Identity, 'AWS::Cognito::UserPoolDomain').Condition === 'string', 'domain'),
    ],
    {
      'with a flow that is always open': (all) =>
        Object.assign(client(all), { AllowedOAuthFlowsUserPoolClient: true }),
      'with a provider that is always there': (all) => {
        const [first] = providers(all);
        delete first?.Condition;
      },
    },
  );

  prove(
    templates,
    'is the code flow, through the providers alone and back to the console alone',
    (all) => [
      ...unless(words(choice(client(all).AllowedOAuthFlows)[1]) === '["code"]', 'flow'),
      ...unless(!words(client(all).SupportedIdentityProviders).includes('COGNITO'), 'the pool’s own page'),
      ...unless(
        words(choice(client(all).SupportedIdentityProviders)[1]).split('"Fn::If"').length === 7,
        'six providers',
      ),
      ...unless(
        /^\[\{"Fn::Join":\["",\[\{"Ref":"ConsoleUrl"\},"\/api\/v1\/auth\/federated\/callback"\]\]\}\]$/.test(
          words(choice(client(all).CallbackURLs)[1]),
        ),
        'callback',
      ),
    ],
    {
      'with tokens in addresses': (all) => {
        (choice(client(all).AllowedOAuthFlows) as unknown[])[1] = ['implicit'];
      },
      'with the pool’s own passwords': (all) => {
        (choice(client(all).SupportedIdentityProviders) as unknown[])[1] = ['COGNITO'];
      },
      'with another way back': (all) => {
        (choice(client(all).CallbackURLs) as unknown[])[1] = ['https://evil.example'];
      },
    },
  );

  prove(
    templates,
    'keeps secrets in Secrets Manager',
    (all) =>
      providers(all).flatMap(({ Properties }) =>
        unless(
          words(at(Properties, 'ProviderDetails.client_secret')).includes('{{resolve:secretsmanager:'),
          `${words(Properties.ProviderName)}`,
        ),
      ),
    {
      'when one is a parameter': (all) => {
        const details = at(providers(all)[0]?.Properties, 'ProviderDetails') as Record<string, unknown>;
        details.client_secret = { Ref: 'Oidc1Secret' };
      },
    },
  );

  prove(
    templates,
    'makes nobody an administrator, and lets tests alone put another server in the messengers’ place',
    ({ Api }) => [
      ...unless(!String(at(Api, 'Parameters.FederatedRoles.AllowedPattern')).includes('admin'), 'roles'),
      ...unless(
        at(Api, 'Parameters.MessengerBaseUrl.AllowedPattern') ===
          '^(http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?)?$',
        'base',
      ),
      ...unless(at(Api, 'Parameters.MessengerBaseUrl.Default') === '', 'base by default'),
      ...unless(at(Api, 'Parameters.LinkByEmail.Default') === 'false', 'linking'),
    ],
    {
      'with any role': ({ Api }) =>
        Object.assign(at(Api, 'Parameters.FederatedRoles') as object, { AllowedPattern: '^admin$' }),
      'with linking': ({ Api }) =>
        Object.assign(at(Api, 'Parameters.LinkByEmail') as object, { Default: 'true' }),
    },
  );

  prove(
    templates,
    'tells the bridge nothing of the pool’s administration, and the callback nothing of the messengers',
    ({ Api }) => {
      const policy = (name: string) => words(named(Api, `Functions${name}RoleDefaultPolicy`));
      return [
        ...unless(!policy('ImBridgeApi').includes('cognito-idp:'), 'pool'),
        ...unless(policy('ImBridgeApi').includes('secretsmanager:GetSecretValue'), 'its secrets'),
        ...unless(!policy('FederationApi').includes('WecomAppArn'), 'apps'),
      ];
    },
    {
      'when the bridge manages users': ({ Api }) => {
        const { Properties } = named(Api, 'FunctionsImBridgeApiRoleDefaultPolicy');
        (at(Properties, 'PolicyDocument.Statement') as object[]).push({ Action: 'cognito-idp:AdminGetUser' });
      },
    },
  );
});
