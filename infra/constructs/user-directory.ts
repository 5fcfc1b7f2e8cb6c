import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type CfnUserPool,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';

/** How long a refresh token, and with it a session, is good, in days. */
export const SESSION_DAYS = 7;
/** How long an access token is good: its session is checked with every request besides. */
const ACCESS_TOKEN = Duration.minutes(15);

/** Roles as groups of the pool: what they allow is in `functions/platform/permissions.ts`. */
export const roleGroups = {
  admin: 'May do everything',
  manager: "Sees everybody's runs, manages scripts",
  operator: 'Runs scripts on their own files',
  author: 'Uploads scripts',
  auditor: 'Sees everything, changes nothing',
} as const;

/** What the identity function may do in the pool. */
const administration = [
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'AdminCreateUser',
  'AdminSetUserPassword',
  'AdminGetUser',
  'AdminDeleteUser',
  'AdminAddUserToGroup',
];

/** What the directory function may do in the pool: it makes and changes users, and signs nobody in. */
const management = [
  'AdminCreateUser',
  'AdminGetUser',
  'AdminDeleteUser',
  'AdminSetUserPassword',
  'AdminUpdateUserAttributes',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminListGroupsForUser',
  'AdminAddUserToGroup',
  'AdminRemoveUserFromGroup',
] as const;

/** What the function of sign-in through other providers may do in the pool. */
const linking = [
  'AdminGetUser',
  'AdminDeleteUser',
  'ListUsers',
  'AdminLinkProviderForUser',
  'AdminDisableProviderForUser',
];

/**
 * The people: a Cognito user pool with a group per role. Nobody signs up or signs in by talking to the pool itself:
 * the client allows only flows that need the identity function's role, so that its lock-out cannot be gone round.
 */
export class UserDirectory extends Construct {
  /** The pool. */
  readonly pool: UserPool;
  /** The platform's client: no secret, tokens for the API. */
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: { readonly passwordMinLength: number }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Length over composition (NIST SP 800-63B §3.1.1.2), and the length is the stage's.
    (this.pool.node.defaultChild as CfnUserPool).policies = {
      passwordPolicy: { minimumLength: props.passwordMinLength, temporaryPasswordValidityDays: 7 },
    };
    acknowledge(this.pool, {
      COG1: 'length is asked for, not kinds of letters (NIST SP 800-63B): a stack parameter, 12 by default',
      COG2: 'the platform checks the second factor itself, with recovery codes and by role (docs/adr/0102)',
      COG8: 'the Plus plan costs per user and month; the lock-out after failed sign-ins is the platform’s own',
    });
    this.client = this.pool.addClient('Client', {
      generateSecret: false,
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: ACCESS_TOKEN,
      idTokenValidity: ACCESS_TOKEN,
      refreshTokenValidity: Duration.days(SESSION_DAYS),
      authSessionValidity: Duration.minutes(3),
    });
    for (const [group, description] of Object.entries(roleGroups))
      new CfnUserPoolGroup(this, `Group-${group}`, {
        userPoolId: this.pool.userPoolId,
        groupName: group,
        description,
      });
  }

  /** Tells a function whose tokens to accept. */
  bind(fn: Bindable<'USER_POOL_ID' | 'USER_POOL_CLIENT_ID'>): void {
    fn.set('USER_POOL_ID', this.pool.userPoolId);
    fn.set('USER_POOL_CLIENT_ID', this.client.userPoolClientId);
  }

  /** Lets a function that starts runs for somebody look up the roles of those whose row in the table has none yet. */
  bindLookup(fn: Bindable<'USER_POOL_ID'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['cognito-idp:AdminListGroupsForUser'],
        resources: [this.pool.userPoolArn],
      }),
    );
    fn.set('USER_POOL_ID', this.pool.userPoolId);
  }

  /** Lets the sweep of the directory go through everybody who is in the pool, and their roles there. */
  bindRoll(fn: Bindable<'USER_POOL_ID'>): void {
    this.#grant(fn, ['ListUsers', 'AdminListGroupsForUser']);
    fn.set('USER_POOL_ID', this.pool.userPoolId);
  }

  /** Lets the identity function sign people in and manage them. */
  grantAdministration(fn: Bindable<never>): void {
    this.#grant(fn, administration);
  }

  /** Lets the directory function make and change users. */
  grantManagement(fn: Bindable<never>): void {
    this.#grant(fn, management);
  }

  /** Lets a function link identities at other providers to users, and take away profiles that the pool made for them. */
  grantLinking(fn: Bindable<never>): void {
    this.#grant(fn, linking);
  }

  #grant(fn: Bindable<never>, actions: readonly string[]): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: actions.map((action) => `cognito-idp:${action}`),
        resources: [this.pool.userPoolArn],
      }),
    );
  }
}
