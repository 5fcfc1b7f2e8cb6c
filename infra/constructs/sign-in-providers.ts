import { CfnCondition, Fn, SecretValue, Stack, Token } from 'aws-cdk-lib';
import {
  type CfnUserPoolClient,
  CfnUserPoolDomain,
  CfnUserPoolIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { stageValues } from '../stage-values.ts';
import { acknowledge } from './acknowledge.ts';
import type { ImBridge } from './im-bridge.ts';
import { MessengerApps, type MessengerName, messengers } from './messenger-apps.ts';
import { BASE_PATH } from './platform-api.ts';
import type { UserDirectory } from './user-directory.ts';

/** So many OpenID providers a stage may have besides the messengers. */
export const PLACES = [1, 2, 3] as const;

/** What the pool copies from a provider with each sign-in. */
const attributeMapping = { email: 'email', email_verified: 'email_verified', name: 'name' };
const scopes = ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'];

/** A name that is a stage value may be empty: then the condition leaves the resource out. */
const unused = { 'CloudFormation-Validate::W1030': 'empty by default: then a condition leaves it out' };

interface Offered {
  /** The name, and whether the stage has it. */
  readonly name: string;
  readonly condition: CfnCondition;
}

/**
 * Through whom people may sign in besides: OpenID providers and messengers by the stage's values, none by default. The
 * pool's client then allows the authorization code flow with these and no other: never the pool's own passwords, whose
 * page would go round the lock-out.
 */
export class SignInProviders extends Construct {
  readonly #offered: Offered[] = [];
  readonly #on: CfnCondition;

  constructor(
    scope: Construct,
    id: string,
    { users, bridge }: { readonly users: UserDirectory; readonly bridge: ImBridge },
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    const prefix = stageValues.signInDomain(stack);
    const apps = new MessengerApps(this, 'Apps');
    const consoleUrl = stageValues.consoleUrl(stack);
    this.#on = new CfnCondition(this, 'On', {
      expression: Fn.conditionNot(Fn.conditionEquals(prefix, '')),
    });
    const domain = new CfnUserPoolDomain(this, 'Domain', {
      userPoolId: users.pool.userPoolId,
      domain: prefix,
    });
    domain.cfnOptions.condition = this.#on;
    acknowledge(stack, unused);
    const client = users.client.node.defaultChild as CfnUserPoolClient;
    const offer = (id: string, name: string, given: CfnCondition, details: object): void => {
      const condition = new CfnCondition(this, `Offers${id}`, {
        expression: Fn.conditionAnd(this.#on, given),
      });
      const provider = new CfnUserPoolIdentityProvider(this, id, {
        userPoolId: users.pool.userPoolId,
        providerName: name,
        providerType: 'OIDC',
        providerDetails: {
          attributes_request_method: 'GET',
          authorize_scopes: 'openid email profile',
          ...details,
        },
        attributeMapping,
      });
      provider.cfnOptions.condition = condition;
      this.#offered.push({ name: provider.ref, condition });
    };
    for (const place of PLACES) {
      const name = stageValues.openIdProviderName(stack, place);
      const { issuer, clientId, secretArn } = stageValues.openIdProvider(stack, place);
      const given = new CfnCondition(this, `HasOidc${place}`, {
        expression: Fn.conditionNot(Fn.conditionEquals(name, '')),
      });
      offer(`Oidc${place}`, name, given, {
        client_id: clientId,
        client_secret: SecretValue.secretsManager(secretArn).unsafeUnwrap(),
        oidc_issuer: issuer,
      });
    }
    for (const messenger of messengers)
      offer(
        messenger,
        messenger.toLowerCase(),
        apps.offered[messenger],
        bridgeDetails(consoleUrl, messenger, bridge),
      );
    this.#openCodeFlow(client, `${consoleUrl}${BASE_PATH}/auth/federated/callback`);
  }

  #openCodeFlow(client: CfnUserPoolClient, callback: string): void {
    const whenOn = (value: unknown) => Fn.conditionIf(this.#on.logicalId, value, Fn.ref('AWS::NoValue'));
    client.allowedOAuthFlowsUserPoolClient = Fn.conditionIf(this.#on.logicalId, true, false);
    client.allowedOAuthFlows = Token.asList(whenOn(['code']));
    client.allowedOAuthScopes = Token.asList(whenOn(scopes));
    client.callbackUrLs = Token.asList(whenOn([callback]));
    client.supportedIdentityProviders = Token.asList(
      whenOn(
        this.#offered.map(({ name, condition }) =>
          Fn.conditionIf(condition.logicalId, name, Fn.ref('AWS::NoValue')),
        ),
      ),
    );
  }
}

/**
 * The bridge as an OpenID provider. Its addresses are spelled out: the pool looks up those of a provider before they
 * exist otherwise. On one machine, where the console's address is not known here, they are paths of the gateway.
 */
const bridgeDetails = (consoleUrl: string, messenger: MessengerName, bridge: ImBridge) => {
  const issuer = `${consoleUrl}${BASE_PATH}/auth/bridge/${messenger.toLowerCase()}`;
  return {
    client_id: 'user-pool',
    client_secret: bridge.clientSecret.secretValue.unsafeUnwrap(),
    oidc_issuer: issuer,
    authorize_url: `${issuer}/authorize`,
    token_url: `${issuer}/token`,
    attributes_url: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
  };
};
