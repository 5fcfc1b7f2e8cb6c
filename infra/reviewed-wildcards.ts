import type { Construct, IConstruct } from 'constructs';
import { acknowledge } from './constructs/acknowledge.ts';

/** A resource with `*` in it that a role may work on, as cdk-nag names it, with the reason and where it stands. */
interface ReviewedWildcard {
  readonly resource: string;
  readonly reason: string;
  /** Paths of the constructs that hold the role. */
  readonly at: readonly string[];
}

const artifacts = 'OpenScriptData:ExportsOutputFnGetAttStorageArtifacts08431D1FArn1A3F82B4';
const files = 'OpenScriptData:ExportsOutputFnGetAttStorageFiles48C02C92Arn21CFDB51';
const audit = 'OpenScriptAudit:ExportsOutputFnGetAttArchiveBucket49F1AC64Arn3FBD647E';
const auditArchive = '<ArchiveBucket49F1AC64.Arn>';
const ecs = 'arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>';
const cluster = 'OpenScriptRunner:ExportsOutputRefTaskClusterA676DA69A12DAF67';

const workflow = (...names: string[]) => names.map((name) => `OpenScriptWorkflow/Runs/${name}`);
const webhooksApi = 'OpenScriptApi/Functions/WebhooksApi';
const finishDeliveries = 'OpenScriptApi/Webhooks/FinishDeliveries';
const runsApi = 'OpenScriptApi/Functions/RunsApi';
const judges = workflow('FinalizeRun', 'OnReport', 'OnTaskStopped', 'SweepRuns');
const stopping = [...workflow('OnProgress', 'OnRunChanged', 'SweepRuns'), runsApi];
const machine = 'OpenScriptWorkflow/Run';
const dropFoldersApi = 'OpenScriptApi/Functions/DropFoldersApi';
const onDropped = 'OpenScriptTriggers/Drops/OnDropped';

/** All of them: a wildcard that is not here fails the synthesis, and a test refuses entries that nothing needs. */
export const reviewedWildcards: readonly ReviewedWildcard[] = [
  {
    resource: `${artifacts}/runs/*`,
    reason: 'keys hold the ids of runs: which run it is, is the function’s own check',
    at: [
      ...judges,
      ...workflow('PrepareRun', 'OnProgress', 'OnRunChanged'),
      runsApi,
      'OpenScriptWorkflow/ExpireRuns',
    ],
  },
  {
    resource: `${artifacts}/outcomes/*`,
    reason: 'keys hold the ids of runs; no upload policy reaches this prefix',
    at: [...judges, runsApi, webhooksApi, 'OpenScriptWorkflow/ExpireRuns'],
  },
  {
    resource: `${artifacts}/masked/*`,
    reason:
      'keys are digests of what was copied and of the masks; whose it is was checked before the key was made',
    at: [runsApi, 'OpenScriptApi/Functions/FilesApi'],
  },
  {
    resource: `${files}/files/*`,
    reason: 'keys hold the ids of files: whose file it is, is the function’s own check',
    at: [
      'OpenScriptApi/Functions/FilesApi',
      'OpenScriptWorkflow/SweepFiles',
      'OpenScriptWorkflow/ExpireRuns',
      ...workflow('PrepareRun'),
      finishDeliveries,
      onDropped,
    ],
  },
  {
    resource: `${files}/drop/*`,
    reason: 'keys hold the names of drop folders and of what people put there',
    at: [dropFoldersApi, onDropped, 'OpenScriptTriggers/Drops/SweepDrops'],
  },
  {
    resource: `${files}/drop-quarantine/*`,
    reason: 'keys hold the names of drop folders and the ids of strays',
    at: [dropFoldersApi, onDropped],
  },
  {
    resource: `${files}/scripts/*`,
    reason: 'keys hold the names of scripts and the hashes of their versions',
    at: ['OpenScriptApi/Functions/ScriptsApi', ...workflow('PrepareRun')],
  },
  {
    resource: `${audit}/events/*`,
    reason: 'keys hold the hours and ids of events; whoever may read the audit log may read all of it',
    at: ['OpenScriptApi/Functions/AuditApi'],
  },
  {
    resource: `${audit}/digests/*`,
    reason: 'keys hold the numbers of digests',
    at: ['OpenScriptApi/Functions/AuditApi'],
  },
  {
    resource: `${auditArchive}/events/*`,
    reason: 'keys hold the hours and ids of events',
    at: ['OpenScriptAudit/OnAuditEvent', 'OpenScriptAudit/OnDigest'],
  },
  {
    resource: `${auditArchive}/digests/*`,
    reason: 'keys hold the numbers of digests',
    at: ['OpenScriptAudit/OnDigest'],
  },
  {
    resource: `${ecs}:task/${cluster}/*`,
    reason: 'tasks have random ids; they are those of this cluster, in which nothing else runs',
    at: [...stopping, machine],
  },
  {
    resource: 'arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*',
    reason: 'the sender is verified as an address or by its domain; a condition holds it to the one address',
    at: ['OpenScriptApi/Functions/DirectoryApi', 'OpenScriptApi/Functions/IdentityApi'],
  },
  {
    resource: '*',
    reason: 'ecs:ListTasks knows no resource; a condition holds it to the cluster',
    at: stopping,
  },
  {
    resource: '*',
    reason: 'dynamodb:ListStreams knows no resource; what is read of a stream is granted by its ARN',
    at: [...workflow('OnRunChanged'), 'OpenScriptAudit/OnAuditEvent'],
  },
  {
    resource: '*',
    reason: 'log delivery, which Step Functions manages for its own log, knows no resource',
    at: [machine],
  },
  {
    resource: '*',
    reason: 'ecr:GetAuthorizationToken knows no resource',
    at: ['OpenScriptRunner/Task/ExecutionRole'],
  },
  {
    resource: `${ecs}:task-definition/OpenScriptRunner-run:*`,
    reason: 'a deployment makes a new revision; a run starts the newest',
    at: [machine],
  },
  {
    resource:
      'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<RunMachineC1454A91.Name>:*',
    reason: 'executions are named after their runs',
    at: workflow('SweepRuns'),
  },
];

const find = (app: IConstruct, path: string): IConstruct =>
  path.split('/').reduce((scope: IConstruct, id) => scope.node.findChild(id), app);

/** Tells cdk-nag of the reviewed wildcards. */
export const acknowledgeWildcards = (app: Construct): void => {
  for (const { resource, reason, at } of reviewedWildcards)
    for (const path of at) acknowledge(find(app, path), { [`IAM5[Resource::${resource}]`]: reason });
};
