import { describe } from 'vitest';
import { nodeEntries } from '../../infra/constructs/bundling.ts';
import { at, everywhere, prove, unless } from './facts.ts';
import { actionsAskedFor } from './sdk-calls.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const askedFor = actionsAskedFor();

/** Of the state machine, by functions that start runs for somebody. */
const ofLaunching = ['states:DescribeExecution', 'states:StopExecution'];

/** Methods of a store that a function's bundle holds and the function never calls. */
const neverCalled: Readonly<Record<string, readonly string[]>> = {
  WebhooksApi: [...ofLaunching, 's3:PutObject', 's3:DeleteObject'],
  FinishDeliveries: ofLaunching,
  RunsApi: ['states:DescribeExecution', 'states:StopExecution'],
  QueueApi: ['states:DescribeExecution', 'states:StopExecution'],
  PrepareRun: ['s3:ListBucket', 'states:DescribeExecution', 'states:StopExecution'],
  FinalizeRun: ['s3:DeleteObject', 'states:DescribeExecution', 'states:StopExecution'],
  OnReport: ['s3:DeleteObject', 'states:DescribeExecution', 'states:StopExecution'],
  OnTaskStopped: ['s3:DeleteObject', 'states:DescribeExecution', 'states:StopExecution'],
  OnProgress: ['s3:PutObject', 's3:DeleteObject'],
  SweepFiles: ['s3:PutObject', 's3:GetObject'],
  AuditApi: ['s3:PutObject', 'kms:Sign'],
  OnAuditEvent: ['s3:GetObject', 's3:ListBucket'],
  ExpireRuns: ['s3:PutObject', 's3:GetObject'],
  SchedulesApi: ofLaunching,
  OnHeartbeat: ofLaunching,
  OnScheduleWork: ofLaunching,
  OnRunEnded: ofLaunching,
  OnDropped: ofLaunching,
  SweepDrops: ['s3:PutObject', 's3:DeleteObject', 's3:ListBucketVersions'],
};

/** Permissions that no call is named after. */
const besides: Readonly<Record<string, readonly string[]>> = {
  // Reading and removing by version; being told that an upload has not arrived yet (docs/adr/0027).
  FilesApi: ['s3:GetObjectVersion', 's3:DeleteObjectVersion', 's3:ListBucket'],
  PrepareRun: ['s3:GetObjectVersion'],
  SweepFiles: ['s3:DeleteObjectVersion'],
  DropFoldersApi: ['s3:GetObjectVersion', 's3:DeleteObjectVersion'],
  OnDropped: ['s3:GetObjectVersion', 's3:DeleteObjectVersion'],
  ExpireRuns: ['s3:DeleteObjectVersion'],
};

/** The table's are ElectroDB's to use, the log's and the queue's are Lambda's. */
const notOurs = /^(dynamodb|logs|sqs):/;

const granted = (all: Templates, name: string): string[] => [
  ...new Set(
    everywhere(all, 'AWS::IAM::Policy')
      .filter(([, { Properties }]) =>
        new RegExp(`${name}Role[0-9A-F]{8}$`).test(String(at(Properties, 'Roles.0.Ref'))),
      )
      .flatMap(
        ([, { Properties }]) => at(Properties, 'PolicyDocument.Statement') as { Action: string | string[] }[],
      )
      .flatMap(({ Action }) => Action)
      .filter((action) => !notOurs.test(action)),
  ),
];

const wanted = (name: string): string[] => [
  ...[...(askedFor.get(name) ?? [])].filter((action) => !neverCalled[name]?.includes(action)),
  ...(besides[name] ?? []),
];

const policyOf = (all: Templates, name: string) =>
  at(
    everywhere(all, 'AWS::IAM::Policy').find(([, { Properties }]) =>
      String(at(Properties, 'Roles.0.Ref')).includes(`${name}Role`),
    )?.[1],
    'Properties.PolicyDocument',
  ) as { Statement: { Action: string | string[]; Resource?: unknown }[] };

describe('what the code asks AWS for', () => {
  prove(
    templates,
    'is allowed to each function, and nothing else is',
    (all) =>
      Object.keys(nodeEntries).flatMap((name) => [
        ...wanted(name).flatMap((action) =>
          unless(granted(all, name).includes(action), `${name} asks for ${action}, which it may not`),
        ),
        ...granted(all, name).flatMap((action) =>
          unless(wanted(name).includes(action), `${name} may ${action}, which it never asks for`),
        ),
      ]),
    {
      'when one may more': (all) => {
        policyOf(all, 'ScriptsApi').Statement.push({ Action: 's3:DeleteObject', Resource: 'x' });
      },
      'when one may less': (all) => {
        const policy = policyOf(all, 'PrepareRun');
        policy.Statement = policy.Statement.filter(
          ({ Action }) => !JSON.stringify(Action).includes('s3:PutObject'),
        );
      },
    },
  );

  prove(
    templates,
    'has no exception without need',
    () =>
      Object.entries(neverCalled).flatMap(([name, actions]) =>
        actions.flatMap((action) => unless(askedFor.get(name)?.has(action) === true, `${name}: ${action}`)),
      ),
    {},
  );
});
