import { describe, expect, test } from 'vitest';
import {
  finalized,
  finalizeInput,
  prepared,
  prepareInput,
  type WorkflowStart,
} from '../../events/workflow/run-workflow.ts';
import { at, named, only, prove, rewrite, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const machine = ({ Workflow }: Templates) => only(Workflow, 'AWS::StepFunctions::StateMachine').Properties;

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly [key: string]: unknown;
}
interface Definition {
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Record<string, State>;
}

/** The definition with every token replaced by a word. */
const definition = (all: Templates): Definition => {
  const parts = at(machine(all), 'DefinitionString.Fn::Join.1') as unknown[];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'token')).join('')) as Definition;
};

/** Replaces words in the definition. */
const change = (from: string, to: string) => (all: Templates) => {
  const parts = at(machine(all), 'DefinitionString.Fn::Join.1') as unknown[];
  const before = words(parts);
  for (const [index, part] of parts.entries())
    if (typeof part === 'string') parts[index] = part.replaceAll(from, to);
  if (words(parts) === before) throw new Error(`nothing to replace: ${from}`);
};

const workflowStart: WorkflowStart = {
  run_id: 'run_01JD2QZ3A4B5C6D7E8F9GHJKMN',
  execution: 'run_01JD2QZ3A4B5C6D7E8F9GHJKMN',
};

/** What Step Functions' own integration of RunTask takes; anything else is refused when the machine is made. */
const runTaskParameters = [
  'Cluster',
  'EnableExecuteCommand',
  'Group',
  'LaunchType',
  'NetworkConfiguration',
  'Overrides',
  'PlatformVersion',
  'PropagateTags',
  'TaskDefinition',
];

describe('the state machine’s role', () => {
  const policy = ({ Workflow }: Templates) => named(Workflow, 'RunRoleDefaultPolicy');
  const statements = (all: Templates) =>
    at(policy(all), 'Properties.PolicyDocument.Statement') as {
      Action: string | string[];
      Condition?: unknown;
    }[];
  const allowed = (all: Templates, action: string) =>
    statements(all).find(({ Action }) => [Action].flat().includes(action));

  prove(
    templates,
    'starts, tags, watches and stops tasks of the one cluster',
    (all) => [
      ...['ecs:RunTask', 'ecs:StopTask', 'ecs:DescribeTasks'].flatMap((action) =>
        unless(words(allowed(all, action)?.Condition).includes('"ecs:cluster"'), action),
      ),
      // Without it AWS refuses RunTask as soon as the definition has a tag to propagate.
      ...unless(
        words(allowed(all, 'ecs:TagResource')?.Condition).includes('"ecs:CreateAction":"RunTask"'),
        'tags',
      ),
      ...['events:PutRule', 'events:PutTargets', 'events:DescribeRule', 'iam:PassRole'].flatMap((action) =>
        unless(allowed(all, action) !== undefined, action),
      ),
    ],
    {
      'when it may not tag': (all) => rewrite(policy(all), 'ecs:TagResource', 'ecs:Nothing'),
      'when any cluster is meant': (all) => rewrite(policy(all), '"ecs:cluster"', '"ecs:nothing"'),
    },
  );
});

describe('the state machine', () => {
  prove(
    templates,
    'goes from Prepare to a task to Finalize, whatever fails',
    (all) => {
      const { StartAt, States } = definition(all);
      const caught = (name: string) =>
        words(States[name]?.Catch) ===
        '[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"Finalize"}]';
      return [
        ...unless(StartAt === 'Prepare' && States.Prepare?.Next === 'Start?', 'start'),
        ...unless(States.RunTask?.Next === 'Finalize' && States.Finalize?.Next === 'Retry?', 'order'),
        ...unless(caught('Prepare') && caught('RunTask'), 'a failure that Finalize does not see'),
        ...unless(States.RunTask?.ResultPath === null, 'the task’s description is kept'),
        ...unless(States.Finalize?.Catch === undefined, 'Finalize’s failure is hidden'),
        ...unless(States.Wait?.Next === 'Forget' && States.Forget?.Next === 'Prepare', 'again'),
      ];
    },
    {
      'when a task’s failure ends it': change(
        '"ErrorEquals":["States.ALL"],"ResultPath"',
        '"ErrorEquals":["None"],"ResultPath"',
      ),
      'when the task’s description goes on': change('"ResultPath":null', '"ResultPath":"$.result"'),
    },
  );

  prove(
    templates,
    'waits for nothing without a limit',
    (all) => {
      const { TimeoutSeconds = 0, States } = definition(all);
      return [
        ...unless(TimeoutSeconds > 0, 'the machine'),
        ...Object.entries(States).flatMap(([name, state]) =>
          unless(state.Type !== 'Task' || 'TimeoutSeconds' in state || 'TimeoutSecondsPath' in state, name),
        ),
      ];
    },
    { 'when the task may take for ever': change('TimeoutSecondsPath', 'Comment') },
  );

  prove(
    templates,
    'repeats a task only when none was started, and within the life of the manifest’s URL',
    (all) => {
      const retries = definition(all).States.RunTask?.Retry as {
        ErrorEquals: string[];
        IntervalSeconds: number;
        MaxAttempts: number;
        BackoffRate: number;
        MaxDelaySeconds: number;
      }[];
      return retries.flatMap(
        ({ ErrorEquals, IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds }) => {
          const waits = Array.from({ length: MaxAttempts }, (_, index) =>
            Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** index),
          );
          return [
            ...unless(!ErrorEquals.some((name) => name.startsWith('States.')), 'a task that ran'),
            ...unless(waits.reduce((sum, wait) => sum + wait, 0) < 15 * 60, 'too long'),
          ];
        },
      );
    },
    {
      'for every error': change('"ECS.AmazonECSException"', '"States.TaskFailed"'),
      'for hours': change('"MaxDelaySeconds":60', '"MaxDelaySeconds":3600,"IntervalSeconds":900'),
    },
  );

  prove(
    templates,
    'hands to ECS what the integration takes: the run’s id as the group, one variable, no public address',
    (all) => {
      const parameters = definition(all).States.RunTask?.Parameters as Record<string, unknown>;
      const names = Object.keys(parameters).map((name) => name.replace('.$', ''));
      return [
        ...names.flatMap((name) => unless(runTaskParameters.includes(name), `refused: ${name}`)),
        ...unless(parameters['Group.$'] === '$.run_id', 'group'),
        ...unless(parameters.EnableExecuteCommand === false, 'a shell'),
        ...unless(
          at(parameters, 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp') === 'DISABLED',
          'a public address',
        ),
        ...unless(
          words(at(parameters, 'Overrides.ContainerOverrides')) ===
            words([
              {
                Name: 'runner',
                Environment: [{ Name: 'OPENSCRIPT_MANIFEST_URL', 'Value.$': '$.prepared.manifest_url' }],
              },
            ]),
          'overrides',
        ),
      ];
    },
    {
      'with a field it refuses': change('"Group.$"', '"StartedBy.$"'),
      'with a shell': change('"EnableExecuteCommand":false', '"EnableExecuteCommand":true'),
      'with a public address': change('"DISABLED"', '"ENABLED"'),
    },
  );

  test('reads from the state what the functions answer', () => {
    const state = {
      ...workflowStart,
      prepared: prepared.parse({
        start: true,
        execution: workflowStart.execution,
        attempt: 1,
        manifest_url: 'https://bucket/manifest',
        cpu: '1024',
        memory: '2048',
        task_timeout_seconds: 60,
      }),
      finalized: finalized.parse({ retry: true, wait_seconds: 2 }),
      error: { Error: 'States.Timeout', Cause: '' },
    };
    const paths = [...words(definition(templates)).matchAll(/"\$\.([\w.]+)"/g)].map(([, path]) => path ?? '');
    expect(paths).toContain('prepared.task_timeout_seconds');
    for (const path of paths) expect(at(state, path), `$.${path}`).toBeDefined();
    expect(finalizeInput.parse(state)).toMatchObject({ prepared: { attempt: 1 } });
    expect(prepareInput.parse(state)).toEqual(workflowStart);
  });

  prove(
    templates,
    'logs what happens but never what is passed on: there are presigned URLs in it',
    (all) => [
      ...unless(at(machine(all), 'LoggingConfiguration.IncludeExecutionData') === false, 'data is logged'),
      ...unless(at(machine(all), 'LoggingConfiguration.Level') === 'ALL', 'level'),
      ...unless(machine(all).StateMachineType === 'STANDARD', 'type'),
      ...unless(named(all.Workflow, 'RunLog').Properties.RetentionInDays === 30, 'retention'),
    ],
    {
      'when data is logged': (all) =>
        Object.assign(machine(all), { LoggingConfiguration: { IncludeExecutionData: true, Level: 'ALL' } }),
    },
  );
});
