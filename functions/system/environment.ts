import * as z from 'zod';

/**
 * What the system API reads. Its role needs: dynamodb:GetItem on the table, s3:ListBucket on both buckets,
 * states:DescribeStateMachine; the user pool is asked for its public keys, which takes no permission.
 */
export const systemEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  /** Language of messages when the caller names none. */
  DEFAULT_LANGUAGE: z.enum(['en', 'zh-CN']).default('en'),
  FILES_BUCKET: z.string().min(1),
  ARTIFACTS_BUCKET: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  USER_POOL_ID: z.string().min(1),
  /** AWS: the region. */
  AWS_REGION: z.string().min(1),
  /** AWS: another endpoint for every service; absent in AWS. */
  AWS_ENDPOINT_URL: z.url().optional(),
});

export type SystemEnvironment = z.output<typeof systemEnvironment>;
