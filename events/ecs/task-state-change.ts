import * as z from 'zod';

/** EventBridge's `ECS Task State Change`: delivered at least once, possibly late. */
export const taskStateChange = z.object({
  source: z.literal('aws.ecs'),
  'detail-type': z.literal('ECS Task State Change'),
  detail: z.object({
    taskArn: z.string(),
    lastStatus: z.string(),
    /** The run's id, set by the state machine. Tasks of others have other words here. */
    group: z.string().optional(),
    /** ISO 8601; when RunTask made it. */
    createdAt: z.iso.datetime({ offset: true }).optional(),
    stopCode: z.string().optional(),
    stoppedReason: z.string().optional(),
  }),
});
