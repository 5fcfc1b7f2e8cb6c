import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { at, named, only, prove, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const task = ({ Runner }: Templates) => only(Runner, 'AWS::ECS::TaskDefinition').Properties;
const container = (all: Templates) => at(task(all), 'ContainerDefinitions.0') as Record<string, unknown>;
const executionPolicy = ({ Runner }: Templates) => named(Runner, 'TaskExecutionRoleDefaultPolicy').Properties;

/** What the image says it does without. */
const droppedByImage = (
  /Everything else is dropped there: ([^.]+)\./.exec(
    readFileSync(join(import.meta.dirname, '..', '..', 'container', 'Dockerfile'), 'utf8').replaceAll(
      '\n# ',
      ' ',
    ),
  )?.[1] ?? ''
).split(', ');

describe('the task of a run', () => {
  prove(
    templates,
    'has no task role: nothing inside can call AWS',
    (all) => [
      ...unless(!('TaskRoleArn' in task(all)), 'a task role'),
      ...unless((task(all).ContainerDefinitions as unknown[]).length === 1, 'more than one container'),
    ],
    {
      'with a role': (all) => Object.assign(task(all), { TaskRoleArn: 'arn:aws:iam::1:role/any' }),
      'with a container beside it': (all) => (task(all).ContainerDefinitions as unknown[]).push({}),
    },
  );

  prove(
    templates,
    'is started by a role that pulls the image and opens the log, no more',
    (all) => {
      const statements = at(executionPolicy(all), 'PolicyDocument.Statement') as { Action: unknown }[];
      const actions = statements.flatMap(({ Action }) => [Action].flat().map(String)).sort();
      return unless(
        words(actions) ===
          words([
            'ecr:BatchCheckLayerAvailability',
            'ecr:BatchGetImage',
            'ecr:GetAuthorizationToken',
            'ecr:GetDownloadUrlForLayer',
            'logs:CreateLogStream',
            'logs:PutLogEvents',
          ]),
        words(actions),
      );
    },
    {
      'reading objects': (all) =>
        (at(executionPolicy(all), 'PolicyDocument.Statement') as unknown[]).push({ Action: 's3:GetObject' }),
    },
  );

  prove(
    templates,
    'runs read-only, with one place to write, an init process and the fewest capabilities',
    (all) => [
      ...unless(container(all).ReadonlyRootFilesystem === true, 'root'),
      ...unless(
        words(container(all).MountPoints) ===
          '[{"ContainerPath":"/scratch","ReadOnly":false,"SourceVolume":"scratch"}]',
        'mounts',
      ),
      ...unless(words(task(all).Volumes) === '[{"Name":"scratch"}]', 'volumes'),
      ...unless(at(container(all), 'LinuxParameters.InitProcessEnabled') === true, 'init'),
      ...unless(at(container(all), 'LinuxParameters.Capabilities.Add') === undefined, 'added capabilities'),
      ...unless(
        words(at(container(all), 'LinuxParameters.Capabilities.Drop')) === words(droppedByImage),
        'capabilities',
      ),
      ...unless(container(all).Privileged === undefined, 'privileged'),
    ],
    {
      'with a writable root': (all) => Object.assign(container(all), { ReadonlyRootFilesystem: false }),
      'with another volume': (all) =>
        Object.assign(task(all), { Volumes: [{ Name: 'scratch' }, { Name: 'shared' }] }),
      'with raw sockets': (all) =>
        Object.assign(container(all), {
          LinuxParameters: { InitProcessEnabled: true, Capabilities: { Drop: [] } },
        }),
    },
  );

  prove(
    templates,
    'carries nothing in its definition: no environment, no secrets, no command',
    (all) =>
      ['Environment', 'EnvironmentFiles', 'Secrets', 'Command', 'EntryPoint', 'User'].flatMap((key) =>
        unless(!(key in container(all)), key),
      ),
    {
      'with a variable': (all) =>
        Object.assign(container(all), { Environment: [{ Name: 'TOKEN', Value: 'x' }] }),
    },
  );

  prove(
    templates,
    'writes its own log, which is kept for a while',
    (all) => [
      ...unless(at(container(all), 'LogConfiguration.LogDriver') === 'awslogs', 'driver'),
      ...unless(
        words(at(container(all), 'LogConfiguration.Options.awslogs-group')).includes('TaskLog'),
        'group',
      ),
      ...unless(named(all.Runner, 'TaskLog').Properties.RetentionInDays === 30, 'retention'),
    ],
    {
      'without a log': (all) => Object.assign(container(all), { LogConfiguration: {} }),
      'kept for ever': (all) =>
        Object.assign(named(all.Runner, 'TaskLog').Properties, { RetentionInDays: undefined }),
    },
  );
});
