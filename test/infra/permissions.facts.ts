import { describe } from 'vitest';
import { at, everywhere, prove, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
  Principal?: unknown;
}

/** Every statement of every role, with the role's place. */
const statements = (all: Templates): { role: string; statement: Statement }[] => [
  ...everywhere(all, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const list = at(Properties, 'PolicyDocument.Statement') as Statement[];
    return list.map((statement) => ({ role: String(at(Properties, 'Roles.0.Ref')), statement }));
  }),
  ...everywhere(all, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    ((Properties.Policies ?? []) as unknown[]).flatMap((policy) =>
      (at(policy, 'PolicyDocument.Statement') as Statement[]).map((statement) => ({ role: id, statement })),
    ),
  ),
];

const actionsOf = ({ Action }: Statement): string[] => [Action].flat();
const resourcesOf = ({ Resource }: Statement): unknown[] => [Resource].flat() as unknown[];

/** Actions that know no resource; each with the condition that holds them where they belong. */
const onEverything: Readonly<Record<string, string | undefined>> = {
  'dynamodb:ListStreams': undefined,
  'ecr:GetAuthorizationToken': undefined,
  'ecs:ListTasks': 'ecs:cluster',
  'logs:CreateLogDelivery': undefined,
  'logs:GetLogDelivery': undefined,
  'logs:UpdateLogDelivery': undefined,
  'logs:DeleteLogDelivery': undefined,
  'logs:ListLogDeliveries': undefined,
  'logs:PutResourcePolicy': undefined,
  'logs:DescribeResourcePolicies': undefined,
  'logs:DescribeLogGroups': undefined,
};

const spoil = (role: string, change: Partial<Statement>) => (all: Templates) => {
  const found = statements(all).find((each) => each.role.includes(role));
  if (found === undefined) throw new Error(`no statement of ${role}`);
  Object.assign(found.statement, change);
};

describe('roles', () => {
  prove(
    templates,
    'allow named actions only',
    (all) =>
      statements(all).flatMap(({ role, statement }) =>
        actionsOf(statement).flatMap((action) => unless(!action.includes('*'), `${role}: ${action}`)),
      ),
    {
      'when one may do anything': spoil('RunsApiRole', { Action: '*' }),
      'when one may do anything with objects': spoil('FilesApiRole', { Action: ['s3:Get*'] }),
    },
  );

  prove(
    templates,
    'allow on everything only what knows no resource',
    (all) =>
      statements(all)
        .filter(({ statement }) => resourcesOf(statement).includes('*'))
        .flatMap(({ role, statement }) =>
          actionsOf(statement).flatMap((action) => [
            ...unless(action in onEverything, `${role}: ${action} on everything`),
            ...unless(
              words(statement.Condition).includes(onEverything[action] ?? ''),
              `${role}: ${action} without its condition`,
            ),
          ]),
        ),
    {
      'when tables are': spoil('RunsApiRole', { Action: 'dynamodb:GetItem', Resource: '*' }),
      'when tasks are listed anywhere': spoil('SweepRunsRole', {
        Action: 'ecs:ListTasks',
        Resource: '*',
        Condition: {},
      }),
    },
  );

  prove(
    templates,
    'hold no policies of AWS’s, and are of one service each',
    (all) =>
      everywhere(all, 'AWS::IAM::Role').flatMap(([id, { Properties }]) => {
        const trust = at(Properties, 'AssumeRolePolicyDocument.Statement') as Statement[];
        return [
          ...unless(Properties.ManagedPolicyArns === undefined, `${id}: managed policy`),
          ...unless(
            trust.length === 1 &&
              /^\{"Service":"[a-z-]+\.amazonaws\.com"\}$/.test(words(trust[0]?.Principal)),
            `${id}: ${words(trust[0]?.Principal)}`,
          ),
        ];
      }),
    {
      'with a managed policy': ({ Api }) => {
        const [, role] = everywhere({ Api: Api ?? { Resources: {} } }, 'AWS::IAM::Role')[0] ?? [];
        Object.assign(role?.Properties ?? {}, {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        });
      },
    },
  );

  prove(
    templates,
    'reach objects below a prefix only',
    (all) =>
      statements(all)
        .filter(({ statement }) =>
          actionsOf(statement).some((action) => /^s3:(Get|Put|Delete)Object/.test(action)),
        )
        .flatMap(({ role, statement }) =>
          resourcesOf(statement).flatMap((resource) =>
            unless(
              /"\/(runs|outcomes|masked|files|scripts|drop|drop-quarantine|events|digests)\/\*"\]\]\}$/.test(
                words(resource),
              ),
              `${role}: ${words(resource)}`,
            ),
          ),
        ),
    {
      'when one reaches the whole bucket': spoil('ScriptsApiRole', {
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', ['x', '/*']] },
      }),
    },
  );

  prove(
    templates,
    'send mail in the stage’s one name only',
    (all) => {
      const mails = statements(all).filter(({ statement }) =>
        actionsOf(statement).some((action) => action.startsWith('ses:')),
      );
      return [
        ...unless(mails.length > 0, 'nobody sends mail'),
        ...mails.flatMap(({ role, statement }) => [
          ...unless(words(actionsOf(statement)) === '["ses:SendEmail"]', `${role}: ${actionsOf(statement)}`),
          ...unless(
            words(statement.Condition) === '{"StringEquals":{"ses:FromAddress":{"Ref":"MailSender"}}}',
            `${role}: ${words(statement.Condition)}`,
          ),
        ]),
      ];
    },
    {
      'when one sends as anybody': (all) => {
        const mail = statements(all).find(({ statement }) => actionsOf(statement).includes('ses:SendEmail'));
        if (mail === undefined) throw new Error('nobody sends mail');
        Object.assign(mail.statement, { Condition: {} });
      },
      'when one sends raw mail': spoil('DirectoryApiRole', { Action: 'ses:SendRawEmail' }),
    },
  );

  prove(
    templates,
    'never scan the table, and index reads are reads',
    (all) =>
      statements(all).flatMap(({ role, statement }) =>
        actionsOf(statement).flatMap((action) => [
          ...unless(action !== 'dynamodb:Scan', `${role} scans`),
          ...unless(
            !words(statement.Resource).includes('/index/') ||
              ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'].includes(action),
            `${role}: ${action} on an index`,
          ),
        ]),
      ),
    { 'when one scans': spoil('ScriptsApiRole', { Action: ['dynamodb:Scan'] }) },
  );

  prove(
    templates,
    'of Python functions allow their own log and nothing else',
    (all) =>
      statements(all)
        .filter(({ role }) => /^(InspectScript|MaskFile|PreviewFile)Role/.test(role))
        .flatMap(({ role, statement }) =>
          unless(
            words(actionsOf(statement).sort()) === '["logs:CreateLogStream","logs:PutLogEvents"]',
            `${role}: ${words(statement.Action)}`,
          ),
        ),
    { 'when one reads objects': spoil('PreviewFileRole', { Action: 's3:GetObject' }) },
  );

  prove(
    templates,
    'pass on one role only: the one that starts tasks',
    (all) =>
      statements(all)
        .filter(({ statement }) => actionsOf(statement).includes('iam:PassRole'))
        .flatMap(({ role, statement }) => [
          ...unless(role.startsWith('RunRole'), role),
          ...unless(words(statement.Resource).includes('TaskExecutionRole'), words(statement.Resource)),
          ...unless(words(statement.Condition).includes('ecs-tasks.amazonaws.com'), 'to any service'),
        ]),
    { 'when a function does': spoil('SweepRunsRole', { Action: 'iam:PassRole' }) },
  );
});
