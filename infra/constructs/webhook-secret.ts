import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';

/** 64 letters and digits: 380 bits. */
const LENGTH = 64;

/** A random secret from which the keys are derived that seal the webhooks' own secrets and make their addresses. */
export class WebhookSecret extends Construct {
  /** The secret. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Keys of webhooks are derived from it',
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN, // without it no sender’s signature can be compared any more
    });
    acknowledge(this.secret, {
      SMG4: 'a new value would end every webhook; each webhook’s own secret is renewed by its owner (rotate)',
    });
  }

  /** Lets a function read the secret, and tells it where it is. */
  bind(fn: Bindable<'WEBHOOK_SECRET_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.secretArn] }),
    );
    fn.set('WEBHOOK_SECRET_ARN', this.secret.secretArn);
  }
}
