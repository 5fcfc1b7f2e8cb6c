import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import type { z } from 'zod';
import * as audit from '../../functions/audit/environment.ts';
import { directoryEnvironment, sweepDirectoryEnvironment } from '../../functions/directory/environment.ts';
import * as drops from '../../functions/drop-folders/environment.ts';
import { federationEnvironment } from '../../functions/federation/environment.ts';
import { filesEnvironment, sweepFilesEnvironment } from '../../functions/files/environment.ts';
import { identityEnvironment } from '../../functions/identity/environment.ts';
import { imBridgeEnvironment } from '../../functions/im-bridge/environment.ts';
import { permissionsEnvironment } from '../../functions/permissions/environment.ts';
import { queueApiEnvironment } from '../../functions/queue/environment.ts';
import * as runs from '../../functions/runs/environment.ts';
import * as schedules from '../../functions/schedules/environment.ts';
import { scriptsEnvironment } from '../../functions/scripts/environment.ts';
import { systemEnvironment } from '../../functions/system/environment.ts';
import { finishDeliveriesEnvironment, webhooksEnvironment } from '../../functions/webhooks/environment.ts';
import type { nodeEntries } from '../../infra/constructs/bundling.ts';
import { at, everywhere, ofType, prove, unless, words } from './facts.ts';
import { type Resource, synthesize, type Templates } from './templates.ts';

const templates = synthesize();

/** What each function reads its configuration with. */
const schemas: Readonly<Record<keyof typeof nodeEntries, z.ZodObject>> = {
  IdentityApi: identityEnvironment,
  DirectoryApi: directoryEnvironment,
  PermissionsApi: permissionsEnvironment,
  FederationApi: federationEnvironment,
  ImBridgeApi: imBridgeEnvironment,
  ScriptsApi: scriptsEnvironment,
  FilesApi: filesEnvironment,
  RunsApi: runs.runsApiEnvironment,
  QueueApi: queueApiEnvironment,
  WebhooksApi: webhooksEnvironment,
  FinishDeliveries: finishDeliveriesEnvironment,
  SystemApi: systemEnvironment,
  PrepareRun: runs.prepareRunEnvironment,
  FinalizeRun: runs.finalizeRunEnvironment,
  OnProgress: runs.onProgressEnvironment,
  OnReport: runs.finalizeRunEnvironment,
  ExpireRuns: runs.expireRunsEnvironment,
  OnRunChanged: runs.onRunChangedEnvironment,
  OnTaskStopped: runs.onTaskStoppedEnvironment,
  SweepRuns: runs.sweepRunsEnvironment,
  SweepFiles: sweepFilesEnvironment,
  SweepDirectory: sweepDirectoryEnvironment,
  DropFoldersApi: drops.dropFoldersEnvironment,
  OnDropped: drops.onDroppedEnvironment,
  SweepDrops: drops.sweepDropsEnvironment,
  SchedulesApi: schedules.schedulesApiEnvironment,
  OnHeartbeat: schedules.heartbeatEnvironment,
  OnScheduleWork: schedules.heartbeatEnvironment,
  OnRunEnded: schedules.heartbeatEnvironment,
  AuditApi: audit.auditApiEnvironment,
  OnAuditEvent: audit.onAuditEventEnvironment,
  OnDigest: audit.onDigestEnvironment,
};
const pythonFunctions = ['InspectScript', 'MaskFile', 'PreviewFile'];
/** The Python of the runner's image: scripts are inspected by the grammar they run with. */
const [, imagePython = ''] =
  /^FROM python:(\d+\.\d+)/m.exec(
    readFileSync(join(import.meta.dirname, '..', '..', 'container', 'Dockerfile'), 'utf8'),
  ) ?? [];
const allNames = [...Object.keys(schemas), ...pythonFunctions];

const functions = (all: Templates): [string, Resource][] => everywhere(all, 'AWS::Lambda::Function');
const fn = (all: Templates, name: string): Resource => {
  const found = functions(all).find(([id]) => new RegExp(`${name}Function[0-9A-F]{8}$`).test(id));
  if (found === undefined) throw new Error(`no function ${name}`);
  return found[1];
};
const variables = (all: Templates, name: string) =>
  (at(fn(all, name), 'Properties.Environment.Variables') ?? {}) as Record<string, unknown>;
const logGroup = (all: Templates, { Properties }: Resource): Resource | undefined => {
  const id = at(Properties, 'LoggingConfig.LogGroup.Ref');
  return Object.values(all)
    .map(({ Resources }) => Resources[String(id)])
    .find((resource) => resource !== undefined);
};

describe('every function', () => {
  prove(
    templates,
    'is one of those we know',
    (all) => unless(functions(all).length === allNames.length, `${functions(all).length} functions`),
    {
      'with one more': ({ Api }) => {
        if (Api !== undefined) Api.Resources.More = { Type: 'AWS::Lambda::Function', Properties: {} };
      },
    },
  );

  prove(
    templates,
    'runs on Node 24 or the Python of the runner, within a limit of time',
    (all) =>
      allNames.flatMap((name) => {
        const { Runtime, Timeout, MemorySize } = fn(all, name).Properties;
        return [
          ...unless(
            Runtime === (pythonFunctions.includes(name) ? `python${imagePython}` : 'nodejs24.x'),
            `${name}: ${words(Runtime)}`,
          ),
          ...unless(Number(Timeout) > 0 && Number(Timeout) <= 300, `${name}: time`),
          ...unless(Number(MemorySize) >= 512, `${name}: memory`),
        ];
      }),
    { 'on an old runtime': (all) => Object.assign(fn(all, 'RunsApi').Properties, { Runtime: 'nodejs20.x' }) },
  );

  prove(
    templates,
    'has a log of its own that ends, and a role of its own',
    (all) => {
      const roles = functions(all).map(([, { Properties }]) => words(Properties.Role));
      return [
        ...functions(all).flatMap(([id, resource]) =>
          unless(logGroup(all, resource)?.Properties.RetentionInDays === 30, `${id}: log`),
        ),
        ...unless(new Set(roles).size === roles.length, 'two functions share a role'),
      ];
    },
    {
      'when a log is kept for ever': (all) =>
        Object.assign(logGroup(all, fn(all, 'RunsApi'))?.Properties ?? {}, { RetentionInDays: undefined }),
      'when two share a role': (all) => {
        fn(all, 'RunsApi').Properties.Role = fn(all, 'FilesApi').Properties.Role;
      },
    },
  );

  prove(
    templates,
    'is told exactly what its schema reads',
    (all) =>
      Object.entries(schemas).flatMap(([name, schema]) => {
        const told = Object.keys(variables(all, name)).sort();
        const read = Object.keys(schema.shape)
          .filter((key) => !key.startsWith('AWS_'))
          .sort();
        return unless(words(told) === words(read), `${name}: told ${words(told)}, reads ${words(read)}`);
      }),
    {
      'when a key is missing': (all) => {
        delete variables(all, 'PrepareRun').FILES_BUCKET;
      },
      'when a key is unknown': (all) => Object.assign(variables(all, 'SystemApi'), { EXTRA: 'x' }),
    },
  );

  prove(
    templates,
    'of Python is told nothing',
    (all) => pythonFunctions.flatMap((name) => unless(words(variables(all, name)) === '{}', name)),
    {
      'when it is': (all) =>
        Object.assign(fn(all, 'PreviewFile').Properties, { Environment: { Variables: { A: 'b' } } }),
    },
  );
});

describe('what works on events', () => {
  const rules = (all: Templates) => everywhere(all, 'AWS::Events::Rule');
  const consumers = [
    'OnProgress',
    'OnReport',
    'OnTaskStopped',
    'SweepRuns',
    'SweepFiles',
    'SweepDirectory',
    'ExpireRuns',
    'SweepDrops',
    'OnRunEnded',
    'FinishDeliveries',
    'OnDigest',
  ];
  const queues = (all: Templates) => everywhere(all, 'AWS::SQS::Queue');
  /** Besides one for each consumer: of the table's stream for runs and for the audit log, of drops (with its work), of the heartbeat (which OnRunEnded shares). */
  const OTHER_QUEUES = 2 + 2 + 1;
  const DROP_RULES = 1;

  prove(
    templates,
    'loses nothing: what a rule cannot deliver and a function cannot do is kept for 14 days',
    (all) => [
      ...unless(rules(all).length === consumers.length + DROP_RULES, `${rules(all).length} rules`),
      ...rules(all).flatMap(([id, { Properties }]) =>
        unless(
          words(at(Properties, 'Targets.0.DeadLetterConfig.Arn')).includes('DeadLetters'),
          `${id}: rule`,
        ),
      ),
      ...consumers.flatMap((name) => {
        const config = everywhere(all, 'AWS::Lambda::EventInvokeConfig').find(([, { Properties }]) =>
          words(Properties.FunctionName).includes(`${name}Function`),
        )?.[1].Properties;
        return unless(
          words(at(config, 'DestinationConfig.OnFailure.Destination')).includes('DeadLetters'),
          `${name}: function`,
        );
      }),
      ...unless(
        queues(all).length === consumers.length + OTHER_QUEUES,
        `a queue for each, not ${queues(all).length}`,
      ),
      ...queues(all).flatMap(([id, { Properties }]) => [
        // What a heartbeat handed on the next ones find again.
        ...unless(
          Properties.MessageRetentionPeriod === 14 * 24 * 60 * 60 || id.includes('SchedulesWork'),
          `${id}: retention`,
        ),
        ...unless(Properties.SqsManagedSseEnabled === true, `${id}: encryption`),
      ]),
    ],
    {
      'when a rule drops events': (all) =>
        Object.assign(at(rules(all)[0]?.[1], 'Properties.Targets.0') as object, { DeadLetterConfig: {} }),
      'when a function drops events': ({ Workflow }) => {
        const [id = ''] = ofType(Workflow, 'AWS::Lambda::EventInvokeConfig')[0] ?? [];
        delete Workflow?.Resources[id];
      },
      'when they are kept for an hour': (all) =>
        Object.assign(queues(all)[0]?.[1].Properties ?? {}, { MessageRetentionPeriod: 3600 }),
    },
  );

  const mapping = ({ Workflow }: Templates) =>
    ofType(Workflow, 'AWS::Lambda::EventSourceMapping')[0]?.[1].Properties;

  prove(
    templates,
    'hears of changed runs by the table’s stream, and keeps what cannot be told',
    (all) => [
      ...unless(words(mapping(all)?.FunctionName).includes('OnRunChangedFunction'), 'function'),
      ...unless(words(mapping(all)?.EventSourceArn).includes('StreamArn'), 'stream'),
      ...unless(mapping(all)?.StartingPosition === 'TRIM_HORIZON', 'from the start'),
      ...unless(words(mapping(all)?.FunctionResponseTypes) === '["ReportBatchItemFailures"]', 'failures'),
      ...unless(mapping(all)?.BisectBatchOnFunctionError === true, 'bisect'),
      ...unless(Number(mapping(all)?.MaximumRetryAttempts) > 0, 'retries'),
      ...unless(
        words(at(mapping(all), 'DestinationConfig.OnFailure.Destination')).includes('RunChangedDeadLetters'),
        'dead letters',
      ),
      ...unless(
        at(mapping(all), 'FilterCriteria.Filters.0.Pattern') ===
          '{"eventName":["INSERT","MODIFY"],"dynamodb":{"NewImage":{"__edb_e__":{"S":["run"]}}}}',
        'runs only',
      ),
    ],
    {
      'when every row is told': (all) => Object.assign(mapping(all) ?? {}, { FilterCriteria: {} }),
      'when one bad row stops all': (all) =>
        Object.assign(mapping(all) ?? {}, { BisectBatchOnFunctionError: false }),
      'when what is given up is lost': (all) => Object.assign(mapping(all) ?? {}, { DestinationConfig: {} }),
    },
  );

  const rule = (all: Templates, target: string) =>
    rules(all).find(([, { Properties }]) => words(Properties.Targets).includes(target))?.[1].Properties;

  prove(
    templates,
    'hears of progress and reports of the artifacts bucket, of stopped tasks of the cluster, and of the time',
    (all) => [
      ...unless(
        words(at(rule(all, 'OnProgressFunction'), 'EventPattern.detail.object.key')) ===
          '[{"suffix":"/progress.json"}]',
        'progress',
      ),
      ...unless(
        words(at(rule(all, 'OnReportFunction'), 'EventPattern.detail.object.key')) ===
          '[{"suffix":"/report.json"}]',
        'report',
      ),
      ...unless(
        words(at(rule(all, 'OnReportFunction'), 'EventPattern.detail.bucket')).includes('StorageArtifacts'),
        'bucket',
      ),
      ...unless(
        words(at(rule(all, 'OnTaskStoppedFunction'), 'EventPattern.detail.lastStatus')) === '["STOPPED"]' &&
          words(at(rule(all, 'OnTaskStoppedFunction'), 'EventPattern.detail.clusterArn')).includes('Cluster'),
        'tasks',
      ),
      ...unless(rule(all, 'SweepRunsFunction')?.ScheduleExpression === 'rate(1 minute)', 'runs'),
      ...unless(rule(all, 'SweepFilesFunction')?.ScheduleExpression === 'rate(1 hour)', 'files'),
      ...unless(rule(all, 'SweepDirectoryFunction')?.ScheduleExpression === 'rate(1 hour)', 'directory'),
      ...unless(rule(all, 'SweepDropsFunction')?.ScheduleExpression === 'rate(1 minute)', 'drops'),
      ...unless(rule(all, 'ExpireRunsFunction')?.ScheduleExpression === 'rate(1 hour)', 'expiry'),
    ],
    {
      'when reports are not heard of': (all) =>
        Object.assign(rule(all, 'OnReportFunction') ?? {}, { EventPattern: {} }),
      'when runs are swept once a day': (all) =>
        Object.assign(rule(all, 'SweepRunsFunction') ?? {}, { ScheduleExpression: 'rate(1 day)' }),
    },
  );
});
