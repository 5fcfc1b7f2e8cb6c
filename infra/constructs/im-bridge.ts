import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';

/** 64 letters and digits: 380 bits. */
const LENGTH = 64;

/**
 * The secrets of the OpenID provider in front of the messengers: the one its signing keys are derived from, and the one
 * that the user pool proves itself with.
 */
export class ImBridge extends Construct {
  readonly #key: Secret;
  /** What the user pool proves itself with. */
  readonly clientSecret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = this.#secret(
      'Key',
      'The keys that sign the messenger bridge’s ID tokens are derived from it',
    );
    acknowledge(this.#key, {
      SMG4: 'a new value may be put at any time (docs/federation.md): the one before stays good until the next',
    });
    this.clientSecret = this.#secret(
      'Client',
      'What the user pool proves itself to the messenger bridge with',
    );
    acknowledge(this.clientSecret, {
      SMG4: 'the user pool holds a copy that only a deployment renews; it is used between two parts of this system',
    });
  }

  /** Lets a function be the bridge, and tells it where the secrets are. */
  bind(fn: Bindable<'BRIDGE_KEY_SECRET_ARN' | 'BRIDGE_CLIENT_SECRET_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [this.#key.secretArn, this.clientSecret.secretArn],
      }),
    );
    fn.set('BRIDGE_KEY_SECRET_ARN', this.#key.secretArn);
    fn.set('BRIDGE_CLIENT_SECRET_ARN', this.clientSecret.secretArn);
  }

  #secret(id: string, description: string): Secret {
    return new Secret(this, id, {
      description,
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
