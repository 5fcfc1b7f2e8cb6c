import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundling, nodeEntries } from '../../infra/constructs/bundling.ts';

/** What the permissions of a call to AWS are called. Those of the table are ElectroDB's to make, and not here. */
const actionsOfCall: Readonly<Record<string, readonly string[]>> = {
  GetObjectCommand: ['s3:GetObject'],
  HeadObjectCommand: ['s3:GetObject'],
  CopyObjectCommand: ['s3:PutObject'],
  PutObjectCommand: ['s3:PutObject'],
  createPresignedPost: ['s3:PutObject'],
  DeleteObjectCommand: ['s3:DeleteObject'],
  ListObjectsV2Command: ['s3:ListBucket'],
  ListObjectVersionsCommand: ['s3:ListBucketVersions'],
  HeadBucketCommand: ['s3:ListBucket'],
  paginateListTasks: ['ecs:ListTasks'],
  DescribeTasksCommand: ['ecs:DescribeTasks'],
  StopTaskCommand: ['ecs:StopTask'],
  StartExecutionCommand: ['states:StartExecution'],
  DescribeExecutionCommand: ['states:DescribeExecution'],
  StopExecutionCommand: ['states:StopExecution'],
  DescribeStateMachineCommand: ['states:DescribeStateMachine'],
  PutEventsCommand: ['events:PutEvents'],
  SendMessageBatchCommand: [], // of the queue, as all of SQS
  makeInvokeFunction: ['lambda:InvokeFunction'],
  SendEmailCommand: ['ses:SendEmail'],
  GetSecretValueCommand: ['secretsmanager:GetSecretValue'],
  ListUsersCommand: ['cognito-idp:ListUsers'],
  GetItemCommand: [],
  TransactWriteCommand: [], // of the table, as ElectroDB's
  SignCommand: ['kms:Sign'],
  GetPublicKeyCommand: ['kms:GetPublicKey'],
  ChangePasswordCommand: [], // authorised by the user's own access token
};

const actionsOf = (call: string): readonly string[] => {
  const [, admin] = /^(Admin\w+)Command$/.exec(call) ?? [];
  if (admin !== undefined) return [`cognito-idp:${admin}`];
  const actions = actionsOfCall[call];
  if (actions === undefined) throw new Error(`which permission does ${call} take?`);
  return actions;
};

/** Calls in the modules of our own that a bundle keeps: esbuild names each module in a comment before it. */
const callsIn = (bundle: string): string[] =>
  bundle
    .split(/^\/\/ (?=\S+\.(?:[cm]?[jt]s)$)/m)
    .filter((module) => /^(functions|events)\//.test(module))
    .flatMap((module) =>
      [
        ...module.matchAll(
          /\b(?:new \w*?([A-Z]\w+Command)\w*\(|(createPresignedPost|paginateListTasks|makeInvokeFunction)\()/g,
        ),
      ].map(([, command, call]) => command ?? call ?? ''),
    );

/** The permissions that each function's code asks for, by the function's name. */
export const actionsAskedFor = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const { outputFiles } = buildSync({
    ...bundling,
    minify: false,
    absWorkingDir: join(import.meta.dirname, '..', '..'),
    entryPoints: { ...nodeEntries },
    outdir: '/bundles',
    write: false,
  });
  return new Map(
    outputFiles.map(({ path, text }) => [
      /(\w+)\.m?js$/.exec(path)?.[1] ?? path,
      new Set(callsIn(text).flatMap(actionsOf)),
    ]),
  );
};
