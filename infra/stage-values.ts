import { CfnParameter, type Stack } from 'aws-cdk-lib';

const kept = {
  Run: 'a run with everything that belongs to it is kept',
  Log: 'its log is kept',
  File: 'its input files are kept',
} as const;

/**
 * What differs between stages is a parameter of the stack that needs it, so that the templates are the same everywhere.
 * A value that two stacks need is a parameter of both, under one name: `cdk deploy --parameters Name=value` sets both.
 */
export const stageValues = {
  passwordMinLength: (stack: Stack) =>
    new CfnParameter(stack, 'PasswordMinLength', {
      type: 'Number',
      default: 12,
      minValue: 5,
      maxValue: 99,
      description: 'Shortest password; Cognito itself refuses less than 6',
    }).valueAsString,
  selfRegistration: (stack: Stack) =>
    new CfnParameter(stack, 'SelfRegistration', {
      default: 'false',
      allowedValues: ['true', 'false'],
      description: 'Whether anyone may register',
    }).valueAsString,
  defaultRoles: (stack: Stack) =>
    new CfnParameter(stack, 'DefaultRoles', {
      default: 'operator',
      allowedPattern: '^(admin|manager|operator|author|auditor)(,(admin|manager|operator|author|auditor))*$',
      description: 'Roles of somebody who registered, separated by commas',
    }).valueAsString,
  defaultLanguage: (stack: Stack) =>
    new CfnParameter(stack, 'DefaultLanguage', {
      default: 'en',
      allowedValues: ['en', 'zh-CN'],
      description: 'Language of messages when the caller names none',
    }).valueAsString,
  setupCode: (stack: Stack) =>
    new CfnParameter(stack, 'SetupCode', {
      default: 'required',
      allowedValues: ['required', 'open'],
      description: 'Whether the first administrator needs the set-up code; open on one machine only',
    }).valueAsString,
  secureCookies: (stack: Stack) =>
    new CfnParameter(stack, 'SecureCookies', {
      default: 'true',
      allowedValues: ['true', 'false'],
      description: 'Whether the console’s cookie needs HTTPS; false on one machine only',
    }).valueAsString,
  sessionIdleMinutes: (stack: Stack) =>
    new CfnParameter(stack, 'SessionIdleMinutes', {
      type: 'Number',
      default: 720,
      minValue: 0,
      maxValue: 100_000,
      description: 'Unused for so many minutes a session ends; 0: it does not',
    }).valueAsString,
  maxSessions: (stack: Stack) =>
    new CfnParameter(stack, 'MaxSessions', {
      type: 'Number',
      default: 10,
      minValue: 1,
      maxValue: 1000,
      description: 'So many sessions of one user go on at a time: with one more the oldest ends',
    }).valueAsString,
  passwordMaxDays: (stack: Stack) =>
    new CfnParameter(stack, 'PasswordMaxDays', {
      type: 'Number',
      default: 0,
      minValue: 0,
      maxValue: 3650,
      description: 'After so many days a password must be changed; 0: never',
    }).valueAsString,
  activation: (stack: Stack) =>
    new CfnParameter(stack, 'Activation', {
      default: 'off',
      allowedValues: ['email', 'off'],
      description: 'Whether who registers must prove an address with a code sent to it',
    }).valueAsString,
  mfaRoles: (stack: Stack) =>
    new CfnParameter(stack, 'MfaRoles', {
      default: '',
      allowedPattern: '^([^,]+(,[^,]+)*)?$',
      description: 'Roles that need a second factor, separated by commas',
    }).valueAsString,
  publicS3Endpoint: (stack: Stack) =>
    new CfnParameter(stack, 'PublicS3Endpoint', {
      default: '',
      allowedPattern: '^(https?://.+)?$',
      description: 'Where browsers reach S3, when not at S3 itself',
    }),
  timeZone: (stack: Stack) =>
    new CfnParameter(stack, 'TimeZone', {
      default: 'Asia/Shanghai',
      allowedPattern: '^[A-Za-z]+(/[A-Za-z_+-]+)*$',
      description: 'The time zone that scripts see, an IANA name',
    }).valueAsString,
  /** DNS firewall and flow log are switched together: the emulator on one machine knows neither. */
  networkGuard: (stack: Stack) =>
    new CfnParameter(stack, 'NetworkGuard', {
      default: 'on',
      allowedValues: ['on', 'off'],
      description: 'DNS firewall and flow log of the network of runs; off on one machine only',
    }).valueAsString,
  s3PrefixList: (stack: Stack) =>
    new CfnParameter(stack, 'S3PrefixList', {
      default: '',
      allowedPattern: '^(pl-[0-9a-f]+)?$',
      description:
        'The managed prefix list of S3 in this region: narrows the security group of tasks (docs/deploy.md)',
    }).valueAsString,
  consoleOrigins: (stack: Stack) =>
    new CfnParameter(stack, 'ConsoleOrigins', {
      type: 'CommaDelimitedList',
      default: 'https://*.cloudfront.net',
      description: 'Origins whose pages may upload and download by presigned URL; best the console’s own',
    }).valueAsList,
  maxRunningRuns: (stack: Stack) =>
    new CfnParameter(stack, 'MaxRunningRuns', {
      default: '20',
      allowedPattern: '^([1-9][0-9]{0,2}|1000)?$',
      description: 'How many runs run at a time until somebody changes it in the queue',
    }),
  artifactDays: (stack: Stack) =>
    new CfnParameter(stack, 'ArtifactDays', {
      type: 'Number',
      default: 365,
      minValue: 1,
      description: 'How many days the outputs and logs of a run are kept',
    }).valueAsNumber,
  /** How long things are kept where a script's own policy says nothing, in days; 0: for ever. */
  keptDays: (stack: Stack, what: 'Run' | 'Log' | 'File') =>
    new CfnParameter(stack, `${what}Days`, {
      type: 'Number',
      default: what === 'Log' ? 365 : 0,
      minValue: 0,
      description: `How many days ${kept[what]} after the end of a run, where its script says nothing; 0: for ever`,
    }).valueAsString,
  auditLockMode: (stack: Stack) =>
    new CfnParameter(stack, 'AuditLockMode', {
      default: 'COMPLIANCE',
      allowedValues: ['COMPLIANCE', 'GOVERNANCE'],
      description:
        'Whether nobody at all may remove audit objects before their time, or who has the right to',
    }).valueAsString,
  auditLockDays: (stack: Stack) =>
    new CfnParameter(stack, 'AuditLockDays', {
      type: 'Number',
      default: 1826,
      minValue: 1,
      description: 'How many days audit objects are locked: five years by default',
    }).valueAsNumber,
  scheduleWorkers: (stack: Stack) =>
    new CfnParameter(stack, 'ScheduleWorkers', {
      type: 'Number',
      default: 50,
      minValue: 2,
      maxValue: 1000,
      description: 'Functions at a time that fire ticks which a heartbeat handed on',
    }).valueAsNumber,
  consoleDomain: (stack: Stack) =>
    new CfnParameter(stack, 'ConsoleDomain', {
      default: '',
      description: 'A domain name of your own for the console; needs CertificateArn',
    }).valueAsString,
  certificateArn: (stack: Stack) =>
    new CfnParameter(stack, 'CertificateArn', {
      default: '',
      allowedPattern: '^(arn:[a-z-]+:acm:us-east-1:.+)?$',
      description: 'The certificate of ConsoleDomain (ACM, in us-east-1)',
    }).valueAsString,
  webAclArn: (stack: Stack) =>
    new CfnParameter(stack, 'WebAclArn', {
      default: '',
      allowedPattern: '^(arn:[a-z-]+:wafv2:.+)?$',
      description: 'A web ACL (AWS WAF, scope CLOUDFRONT) in front of console and API',
    }).valueAsString,
  mailSender: (stack: Stack) =>
    new CfnParameter(stack, 'MailSender', {
      default: '',
      allowedPattern: '^([^@ ]+@[^@ ]+)?$',
      description: 'Who invitations come from: an address verified in SES; empty: no mail is sent',
    }).valueAsString,
  /** Several constructs of a stack may ask for it. */
  consoleUrl: (stack: Stack) =>
    (
      (stack.node.tryFindChild('ConsoleUrl') as CfnParameter | undefined) ??
      new CfnParameter(stack, 'ConsoleUrl', {
        default: '',
        allowedPattern: '^(https?://[^/]+)?$',
        description:
          'Where people open the console: for links in mails, and to come back from other providers',
      })
    ).valueAsString,
  /** The prefix of the user pool's domain; without it nobody signs in through other providers. */
  signInDomain: (stack: Stack) =>
    new CfnParameter(stack, 'SignInDomain', {
      default: '',
      allowedPattern: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$',
      description:
        'Prefix of the user pool’s domain, free in this region; empty: no sign-in through other providers',
    }).valueAsString,
  /** One of the OpenID providers, and what it calls the pool. */
  openIdProvider: (stack: Stack, place: number) => ({
    issuer: new CfnParameter(stack, `Oidc${place}Issuer`, {
      default: '',
      allowedPattern: '^(https?://.+)?$',
      description: `OpenID provider ${place}: its issuer`,
    }).valueAsString,
    clientId: new CfnParameter(stack, `Oidc${place}ClientId`, {
      default: '',
      description: `OpenID provider ${place}: the client id it gave to this system`,
    }).valueAsString,
    secretArn: new CfnParameter(stack, `Oidc${place}ClientArn`, {
      default: '',
      allowedPattern: '^(arn:[a-z-]+:secretsmanager:.+)?$',
      description: `OpenID provider ${place}: the secret of Secrets Manager that holds the client’s secret`,
    }).valueAsString,
  }),
  /** Empty where the place is not used. */
  openIdProviderName: (stack: Stack, place: number) =>
    new CfnParameter(stack, `Oidc${place}Name`, {
      default: '',
      allowedPattern: '^([a-z][a-z0-9-]{2,31})?$',
      description: `OpenID provider ${place}: its name in addresses and names of users; empty: none`,
    }).valueAsString,
  openIdProviderLabel: (stack: Stack, place: number) =>
    new CfnParameter(stack, `Oidc${place}Label`, {
      default: '',
      allowedPattern: '^[^|=]{0,60}$',
      description: `OpenID provider ${place}: what its button says; empty: its name`,
    }).valueAsString,
  messengerSecretArn: (stack: Stack, messenger: 'Wecom' | 'Dingtalk' | 'Feishu') =>
    new CfnParameter(stack, `${messenger}AppArn`, {
      default: '',
      allowedPattern: '^(arn:[a-z-]+:secretsmanager:.+)?$',
      description: `The secret that holds the company’s app at ${messenger} (docs/federation.md); empty: not offered`,
    }).valueAsString,
  messengerBaseUrl: (stack: Stack) =>
    new CfnParameter(stack, 'MessengerBaseUrl', {
      default: '',
      allowedPattern: '^(http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?)?$',
      description: 'A server on this machine that stands for the messengers: for tests on one machine only',
    }).valueAsString,
  federatedRoles: (stack: Stack) =>
    new CfnParameter(stack, 'FederatedRoles', {
      default: 'operator',
      allowedPattern: '^((manager|operator|author|auditor)(,(manager|operator|author|auditor))*)?$',
      description:
        'Roles of somebody who signs in through a provider for the first time; empty: only whom an administrator linked',
    }).valueAsString,
  linkByEmail: (stack: Stack) =>
    new CfnParameter(stack, 'LinkByEmail', {
      default: 'false',
      allowedValues: ['true', 'false'],
      description:
        'Whether an address that the provider and this system have verified makes two identities one user',
    }).valueAsString,
  alarmEmail: (stack: Stack) =>
    new CfnParameter(stack, 'AlarmEmail', {
      default: '',
      allowedPattern: '^([^@ ]+@[^@ ]+)?$',
      description: 'Who is told of alarms',
    }).valueAsString,
} as const;
