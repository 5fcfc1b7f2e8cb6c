import * as z from 'zod';
import { platformEnvironment, storageEnvironment } from '../platform/environment.ts';

const location = platformEnvironment.pick({ TABLE_NAME: true, AWS_REGION: true, AWS_ENDPOINT_URL: true });
const artifacts = storageEnvironment.pick({ ARTIFACTS_BUCKET: true });
const files = storageEnvironment.pick({ FILES_BUCKET: true });
const cluster = z.object({
  /** The ECS cluster of the runs' tasks, by name or ARN. */
  CLUSTER_NAME: z.string().min(1),
});
const workflow = z.object({
  /** The state machine `run`. */
  STATE_MACHINE_ARN: z.string().min(1),
});

/**
 * RunsApi. Its role needs: the table; `s3:GetObject` and `s3:ListBucket` on `runs/*` and `outcomes/*` of the artifacts
 * bucket, `s3:DeleteObject` on its `runs/*` (manifests of cancelled runs), `s3:GetObject` and `s3:PutObject` on its `masked/*`; to invoke MaskFile; `states:StartExecution`; `ecs:ListTasks`,
 * `ecs:DescribeTasks`, `ecs:StopTask`.
 */
export const runsApiEnvironment = platformEnvironment.extend({
  ...storageEnvironment.shape,
  ...cluster.shape,
  ...workflow.shape,
  /** The function MaskFile: name or ARN. */
  MASK_FUNCTION: z.string().min(1),
});

/**
 * PrepareRun. Its role needs: the table; `s3:PutObject`, `s3:GetObject`, `s3:DeleteObject` on `runs/*` of the artifacts bucket
 * (what it signs, the task may do: GET of the manifest, POST below the attempt's prefix); `s3:GetObject` and
 * `s3:GetObjectVersion` on the files bucket (inputs and scripts); `states:StartExecution` of the next run in the queue.
 */
export const prepareRunEnvironment = location.extend({
  ...artifacts.shape,
  ...files.shape,
  /** The time zone that scripts see, an IANA name. */
  TIME_ZONE: z.string().min(1).default('Asia/Shanghai'),
  ...workflow.shape,
});

/**
 * FinalizeRun and OnReport. Their role needs: the table; `s3:GetObject` and `s3:ListBucket` on `runs/*` and
 * `s3:PutObject` on `outcomes/*` of the artifacts bucket; `states:StartExecution` of the next run in the queue.
 */
export const finalizeRunEnvironment = location.extend({ ...artifacts.shape, ...workflow.shape });

/** OnProgress: the table; `s3:GetObject` and `s3:ListBucket` on `runs/*`; `ecs:ListTasks`, `ecs:DescribeTasks`, `ecs:StopTask`. */
export const onProgressEnvironment = location.extend({ ...artifacts.shape, ...cluster.shape });

/**
 * OnRunChanged: the table and its stream; `s3:DeleteObject` on `runs/*` (manifests of cancelled runs); `ecs:ListTasks`,
 * `ecs:DescribeTasks`, `ecs:StopTask`; `events:PutEvents` on the bus.
 */
export const onRunChangedEnvironment = location.extend({
  ...artifacts.shape,
  ...cluster.shape,
  /** The bus `openscript`, by name. */
  EVENT_BUS: z.string().min(1),
});

/** OnTaskStopped: as FinalizeRun. */
export const onTaskStoppedEnvironment = location.extend({ ...artifacts.shape, ...workflow.shape });

/**
 * SweepRuns: as FinalizeRun; `s3:DeleteObject` on `runs/*`; `states:StartExecution`, `states:DescribeExecution`,
 * `states:StopExecution`; `ecs:ListTasks`, `ecs:DescribeTasks`, `ecs:StopTask`.
 */
export const sweepRunsEnvironment = location.extend({
  ...artifacts.shape,
  ...cluster.shape,
  ...workflow.shape,
  /** How many runs run at a time, as long as nobody changed it by PATCH /queue/limits. */
  MAX_RUNNING_RUNS: z.coerce.number().int().min(1).max(1000).default(20),
});

/** Days that the platform keeps things where a script's policy says nothing; 0: for ever. */
const days = z.coerce.number().int().min(0).default(0);

/**
 * ExpireRuns: the table; on the artifacts bucket `s3:ListBucket` and `s3:DeleteObject` below `runs/*` and `outcomes/*`; on
 * the files bucket `s3:ListBucketVersions` and `s3:DeleteObjectVersion` below `files/*`.
 */
export const expireRunsEnvironment = location.extend({
  ...artifacts.shape,
  ...files.shape,
  RUN_DAYS: days,
  LOG_DAYS: days,
  ARTIFACT_DAYS: days,
  FILE_DAYS: days,
});
