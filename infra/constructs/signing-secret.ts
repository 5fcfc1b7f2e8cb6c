import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';

/** 64 letters and digits: 380 bits. */
const LENGTH = 64;

/** A random secret that signs cursors: whoever had it could forge a place in a list, and nothing more. */
export class SigningSecret extends Construct {
  /** The secret. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Signs the cursors of lists',
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.secret, {
      SMG4: 'a new value breaks every cursor in use and protects nothing: a cursor opens only what its caller may list anyway',
    });
  }

  /** Lets a function read the secret, and tells it where it is. */
  bind(fn: Bindable<'CURSOR_SECRET_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.secretArn] }),
    );
    fn.set('CURSOR_SECRET_ARN', this.secret.secretArn);
  }
}
