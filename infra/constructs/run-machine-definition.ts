import { MAX_ATTEMPTS, MAX_DELAY_SECONDS } from '../../functions/platform/run-policy.ts';
import { MAX_SIGNATURE_AGE_MS } from './private-bucket.ts';
import { CONTAINER } from './runner-task.ts';

/** What the states call; ARNs and names, usually tokens. */
export interface RunMachineParts {
  readonly prepareArn: string;
  readonly finalizeArn: string;
  readonly clusterArn: string;
  /** The family, not a revision: an execution that began before a deployment starts its next attempt after it. */
  readonly taskFamily: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly partition: string;
}

/** A Lambda function that answers takes a fraction of it; one that hangs is called again. */
const FUNCTION_SECONDS = 60;
/** Prepare and Finalize, each called up to six times, and what lies between the calls. */
const AROUND_SECONDS = 2 * (6 * FUNCTION_SECONDS + 60);
/**
 * The longest retry policy: ten attempts, each at most as long as its signatures are good (2 h), with what is around
 * them, and nine waits of 6 h: 10 × (7200 + 840) + 9 × 21,600 = 274,800 s, a little more than three days. It is the same
 * for every run, since a machine's own time-out cannot depend on its input; a task's can (`TimeoutSecondsPath`).
 */
const MACHINE_SECONDS =
  MAX_ATTEMPTS * (MAX_SIGNATURE_AGE_MS / 1000 + AROUND_SECONDS) + (MAX_ATTEMPTS - 1) * MAX_DELAY_SECONDS;

/** Lambda itself failed, our code did not run or its answer was lost: calling again is right, both are repeatable. */
const lambdaFailed = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: 5, // 1 + 2 + 4 + 8 + 16 s at most
  JitterStrategy: 'FULL',
};

/**
 * ECS did not start a task: throttled, out of capacity, or faulty itself. Tried for two minutes, well within the
 * quarter of an hour that the manifest's URL is good. A task that did start is never repeated here.
 */
const notStarted = {
  ErrorEquals: [
    'ECS.AmazonECSException',
    'AmazonECS.Unknown',
    'ECS.ThrottlingException',
    'ECS.ServerException',
  ],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 5,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};

/** Nothing behind Finalize decides any more; if it fails for good, the execution fails and the sweeper mends the run. */
const finalizeFailed = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 4,
  JitterStrategy: 'FULL',
};

/** Whatever went wrong is for Finalize to judge: it knows the report, and whether another attempt makes sense. */
const toFinalize = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Finalize' }];

/**
 * The state machine `run` (Amazon States Language, JSONPath). Input: `{run_id, execution}`; what the functions answer is
 * in `events/workflow/run-workflow.ts`.
 *
 *   Prepare ─ $.prepared ─► Start? ─► RunTask ─► Finalize ─ $.finalized ─► Retry? ─► Done
 *      ▲                      └► Done (cancelled meanwhile)                  │
 *      └──────────────────── Forget ◄──── Wait ◄─────────────────────────────┘ by the run's retry policy
 *
 * What a task made is in its report, so RunTask's own result (with the task's description) is thrown away.
 */
export const runMachineDefinition = (parts: RunMachineParts) => ({
  Comment: 'One run: prepare, run its task, finalize; again by its retry policy',
  QueryLanguage: 'JSONPath',
  TimeoutSeconds: MACHINE_SECONDS,
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Task',
      Resource: parts.prepareArn,
      ResultPath: '$.prepared',
      TimeoutSeconds: FUNCTION_SECONDS,
      Retry: [lambdaFailed],
      Catch: toFinalize,
      Next: 'Start?',
    },
    'Start?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.prepared.start', BooleanEquals: true, Next: 'RunTask' }],
      Default: 'Done',
    },
    RunTask: runTask(parts),
    Finalize: {
      Type: 'Task',
      Resource: parts.finalizeArn,
      ResultPath: '$.finalized',
      TimeoutSeconds: FUNCTION_SECONDS,
      Retry: [lambdaFailed, finalizeFailed],
      Next: 'Retry?',
    },
    'Retry?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.finalized.retry', BooleanEquals: true, Next: 'Wait' }],
      Default: 'Done',
    },
    Wait: { Type: 'Wait', SecondsPath: '$.finalized.wait_seconds', Next: 'Forget' },
    Forget: {
      Type: 'Pass',
      Comment: 'the error and the URL of this attempt are none of the next',
      Parameters: { 'run_id.$': '$.run_id', 'execution.$': '$.execution' },
      Next: 'Prepare',
    },
    Done: { Type: 'Succeed' },
  },
});

/**
 * `Group` carries the run's id to the task, where cancelling finds it: the integration itself sets `StartedBy`.
 * The only secret handed over is the manifest's presigned URL, good for a quarter of an hour.
 */
const runTask = (parts: RunMachineParts) => ({
  Type: 'Task',
  Resource: `arn:${parts.partition}:states:::ecs:runTask.sync`,
  Parameters: {
    Cluster: parts.clusterArn,
    TaskDefinition: parts.taskFamily,
    LaunchType: 'FARGATE',
    PlatformVersion: '1.4.0',
    'Group.$': '$.run_id',
    EnableExecuteCommand: false,
    PropagateTags: 'TASK_DEFINITION',
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        Subnets: parts.subnetIds,
        SecurityGroups: [parts.securityGroupId],
        AssignPublicIp: 'DISABLED',
      },
    },
    Overrides: {
      'Cpu.$': '$.prepared.cpu',
      'Memory.$': '$.prepared.memory',
      ContainerOverrides: [
        {
          Name: CONTAINER,
          Environment: [{ Name: 'OPENSCRIPT_MANIFEST_URL', 'Value.$': '$.prepared.manifest_url' }],
        },
      ],
    },
  },
  ResultPath: null,
  TimeoutSecondsPath: '$.prepared.task_timeout_seconds',
  Retry: [notStarted],
  Catch: toFinalize,
  Next: 'Finalize',
});
