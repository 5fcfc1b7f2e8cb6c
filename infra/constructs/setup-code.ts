import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';

/** Letters and digits: 140 bits, short enough to be typed. */
const LENGTH = 24;

/**
 * The code with which the first administrator is made, once: between the deployment and that moment the address is
 * open to everybody, and the first caller would own the platform. Whoever deployed may read it.
 */
export class SetupCode extends Construct {
  /** The secret. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'The code for making the first administrator, once',
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.secret, { SMG4: 'it is used once, and worth nothing afterwards' });
  }

  /** Lets a function read the code, and tells it where it is. */
  bind(fn: Bindable<'SETUP_SECRET_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.secretArn] }),
    );
    fn.set('SETUP_SECRET_ARN', this.secret.secretArn);
  }
}
