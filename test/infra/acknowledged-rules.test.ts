import type { IConstruct } from 'constructs';
import { expect, test, vi } from 'vitest';
import { reviewedWildcards } from '../../infra/reviewed-wildcards.ts';
import { ruleFindings } from './nag-findings.ts';

const given = vi.hoisted((): string[] => []);

// Acknowledgements are only noted here: what is found is then what they stand for. That they cover all of it is
// shown by rules.test.ts, where they count and nothing is found.
vi.mock('../../infra/constructs/acknowledge.ts', () => ({
  acknowledge: (construct: IConstruct, reasons: Readonly<Record<string, string>>) => {
    for (const rule of Object.keys(reasons)) given.push(`${rule} @ ${construct.node.path}`);
  },
}));

const findings = [...new Set(ruleFindings())];
const wildcards = findings.filter((finding) => finding.includes('-IAM5['));

/** Every rule that is broken with a reason, but for wildcards in permissions. A new line here wants a review. */
const acknowledged: Readonly<Record<string, readonly string[]>> = {
  'AwsSolutions-APIG4': [
    'OpenScriptApi/Api/acceptInvitation/Resource',
    'OpenScriptApi/Api/activateUser/Resource',
    'OpenScriptApi/Api/answerChallenge/Resource',
    'OpenScriptApi/Api/checkHealth/Resource',
    'OpenScriptApi/Api/checkInit/Resource',
    'OpenScriptApi/Api/exchangeBridgeCode/Resource',
    'OpenScriptApi/Api/finishBridgeSignIn/Resource',
    'OpenScriptApi/Api/finishFederatedSignIn/Resource',
    'OpenScriptApi/Api/forgotPassword/Resource',
    'OpenScriptApi/Api/initAdministrator/Resource',
    'OpenScriptApi/Api/listSignInProviders/Resource',
    'OpenScriptApi/Api/login-1/Resource',
    'OpenScriptApi/Api/login/Resource',
    'OpenScriptApi/Api/receiveDelivery/Resource',
    'OpenScriptApi/Api/refreshTokens/Resource',
    'OpenScriptApi/Api/registerUser-1/Resource',
    'OpenScriptApi/Api/registerUser/Resource',
    'OpenScriptApi/Api/showBridgeKeys/Resource',
    'OpenScriptApi/Api/showBridgeMetadata/Resource',
    'OpenScriptApi/Api/showBridgeUser/Resource',
    'OpenScriptApi/Api/resetForgottenPassword/Resource',
    'OpenScriptApi/Api/showDocs/Resource',
    'OpenScriptApi/Api/showOpenapi/Resource',
    'OpenScriptApi/Api/startBridgeSignIn/Resource',
    'OpenScriptApi/Api/startFederatedSignIn/Resource',
  ],
  'AwsSolutions-CFR1': ['OpenScriptConsole/Site/Distribution/Resource'],
  'AwsSolutions-CFR2': ['OpenScriptConsole/Site/Distribution/Resource'],
  'AwsSolutions-CFR3': ['OpenScriptConsole/Site/Distribution/Resource'],
  'AwsSolutions-CFR4': ['OpenScriptConsole/Site/Distribution/Resource'],
  'AwsSolutions-COG1': ['OpenScriptIdentity/Users/Pool/Resource'],
  'AwsSolutions-COG2': ['OpenScriptIdentity/Users/Pool/Resource'],
  'AwsSolutions-COG8': ['OpenScriptIdentity/Users/Pool/Resource'],
  'AwsSolutions-ECS4': ['OpenScriptRunner/Task/Cluster/Resource'],
  'AwsSolutions-L1': [
    'OpenScriptApi/InspectScript/Function/Resource',
    'OpenScriptApi/PreviewFile/Function/Resource',
  ],
  'AwsSolutions-S1': ['OpenScriptConsole/Site/Bucket/Resource'],
  'AwsSolutions-SF2': ['OpenScriptWorkflow/Run/Machine/Resource'],
  'AwsSolutions-SMG4': [
    'OpenScriptApi/SetupSecret/Secret/Resource',
    'OpenScriptData/CursorSecret/Secret/Resource',
    'OpenScriptData/WebhookSecret/Secret/Resource',
    'OpenScriptIdentity/Bridge/Client/Resource',
    'OpenScriptIdentity/Bridge/Key/Resource',
    'OpenScriptIdentity/Secret/Secret/Resource',
  ],
  'AwsSolutions-SQS3': [
    'OpenScriptApi/Directory/Hourly/DeadLetters/Queue/Resource',
    'OpenScriptApi/Webhooks/Deliveries/DeadLetters/Queue/Resource',
    'OpenScriptAudit/AuditEvents/DeadLetters/Queue/Resource',
    'OpenScriptAudit/Digest/DeadLetters/Queue/Resource',
    'OpenScriptTriggers/DropSweep/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/Expiry/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/FileSweep/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/Progress/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/Report/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/RunChanged/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/Sweep/DeadLetters/Queue/Resource',
    'OpenScriptWorkflow/TaskStopped/DeadLetters/Queue/Resource',
  ],
  F3014: ['OpenScriptConsole/Site/Distribution/Resource'],
  W1030: [
    'OpenScriptIdentity',
    'OpenScriptIdentity/SignIn/Domain',
    'OpenScriptIdentity/SignIn/Oidc1',
    'OpenScriptIdentity/SignIn/Oidc2',
    'OpenScriptIdentity/SignIn/Oidc3',
  ],
};

test('the rules that are broken with a reason are exactly these', () => {
  const wanted = Object.entries(acknowledged).flatMap(([rule, paths]) =>
    paths.map((path) => `${rule} @ ${path}`),
  );
  expect(findings.filter((finding) => !wildcards.includes(finding))).toEqual(wanted.sort());
});

test('the wildcards in permissions are exactly the reviewed ones', () => {
  const wanted = reviewedWildcards.flatMap(({ resource, at }) =>
    at.map((path) =>
      path.endsWith('Role')
        ? `AwsSolutions-IAM5[Resource::${resource}] @ ${path}/DefaultPolicy/Resource`
        : `AwsSolutions-IAM5[Resource::${resource}] @ ${path}/Role/DefaultPolicy/Resource`,
    ),
  );
  // One statement may hold actions that know no resource for several reasons.
  expect(wildcards).toEqual([...new Set(wanted)].sort());
});

test('every reviewed wildcard has a reason', () => {
  for (const { resource, reason } of reviewedWildcards) expect(reason.length, resource).toBeGreaterThan(20);
});

test('no acknowledgement is given without need', () => {
  const needed = (acknowledgement: string): boolean => {
    const [rule = '', path = ''] = acknowledgement.split(' @ ');
    if (rule.startsWith('CloudFormation')) return true; // one rule, checked by its own line above
    return findings.some((finding) => finding.includes(`-${rule} @ ${path}/`));
  };
  expect(given.length).toBeGreaterThan(50);
  expect(given.filter((acknowledgement) => !needed(acknowledgement))).toEqual([]);
});
