import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';

/** 64 letters and digits: 380 bits. */
const LENGTH = 64;

/** A random secret from which the keys are derived that seal second factors and digest short codes. */
export class IdentitySecret extends Construct {
  /** The secret. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Keys of second factors and codes are derived from it',
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN, // without it nobody with a second factor signs in any more
    });
    acknowledge(this.secret, {
      SMG4: 'a new value would end every second factor; each is renewed by its user (unbind and bind)',
    });
  }

  /** Lets a function read the secret, and tells it where it is. */
  bind(fn: Bindable<'IDENTITY_SECRET_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.secretArn] }),
    );
    fn.set('IDENTITY_SECRET_ARN', this.secret.secretArn);
  }
}
