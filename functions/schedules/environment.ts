import * as z from 'zod';
import { platformEnvironment, storageEnvironment } from '../platform/environment.ts';

/** What starting runs needs: see `openLauncher`. */
const launching = z.object({
  FILES_BUCKET: storageEnvironment.shape.FILES_BUCKET,
  /** The state machine `run`. */
  STATE_MACHINE_ARN: z.string().min(1),
  /** The bus of domain events. */
  EVENT_BUS: z.string().min(1),
});

/**
 * SchedulesApi. Its role needs: the table; `s3:GetObjectVersion` is not among it, since no file is read; to look up people in
 * the user pool; `states:StartExecution`; `events:PutEvents`.
 */
export const schedulesApiEnvironment = platformEnvironment.extend(launching.shape);

/** OnHeartbeat, OnScheduleWork and OnRunEnded: the same without cursors and languages, and the queue of work. */
export const heartbeatEnvironment = platformEnvironment
  .pick({ TABLE_NAME: true, USER_POOL_ID: true, AWS_REGION: true, AWS_ENDPOINT_URL: true })
  .extend({
    ...launching.shape,
    /** Where a heartbeat hands work on to. */
    SCHEDULE_QUEUE_URL: z.url(),
  });
