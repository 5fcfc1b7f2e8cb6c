import { CfnOutput, Stack, type StackProps, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { IdentitySecret } from './constructs/identity-secret.ts';
import { ImBridge } from './constructs/im-bridge.ts';
import { lintException } from './constructs/lint-exception.ts';
import { SignInProviders } from './constructs/sign-in-providers.ts';
import { UserDirectory } from './constructs/user-directory.ts';
import { stageValues } from './stage-values.ts';

/** Who may sign in. */
export class IdentityStack extends Stack {
  /** Users, groups and the platform's client. */
  readonly users: UserDirectory;
  /** What second factors are sealed with. */
  readonly secret: IdentitySecret;
  /** The OpenID provider that stands in front of the messengers. */
  readonly bridge: ImBridge;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true, description: 'OpenScript: users and roles' });
    lintException(
      this,
      'W1030',
      'the emulator on one machine takes passwords of 5 letters, Cognito refuses them itself',
    );
    this.users = new UserDirectory(this, 'Users', {
      passwordMinLength: Token.asNumber(stageValues.passwordMinLength(this)),
    });
    this.secret = new IdentitySecret(this, 'Secret');
    this.bridge = new ImBridge(this, 'Bridge');
    new SignInProviders(this, 'SignIn', { users: this.users, bridge: this.bridge });
    new CfnOutput(this, 'UserPoolId', { value: this.users.pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.users.client.userPoolClientId });
  }
}
