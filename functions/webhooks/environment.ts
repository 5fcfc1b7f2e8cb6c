import * as z from 'zod';
import { platformEnvironment, storageEnvironment } from '../platform/environment.ts';

const buckets = storageEnvironment.pick({ FILES_BUCKET: true, ARTIFACTS_BUCKET: true });
const webhooks = z.object({
  /** The state machine `run`. */
  STATE_MACHINE_ARN: z.string().min(1),
  /** The Secrets Manager secret from which the keys of webhooks are derived. */
  WEBHOOK_SECRET_ARN: z.string().min(1),
});

/**
 * WebhooksApi. Its role needs: the table; the secret; to look up users; `states:StartExecution`; `s3:GetObject` and `s3:ListBucket`
 * on `outcomes/*` of the artifacts bucket (results that are answered); `events:PutEvents` on the default bus.
 */
export const webhooksEnvironment = platformEnvironment.extend({
  ...buckets.shape,
  ...webhooks.shape,
});

/**
 * FinishDeliveries. Its role needs: the table; the secret; to look up users; `states:StartExecution`; `s3:PutObject` on `files/*` of
 * the files bucket.
 */
export const finishDeliveriesEnvironment = platformEnvironment
  .pick({ TABLE_NAME: true, USER_POOL_ID: true, AWS_REGION: true, AWS_ENDPOINT_URL: true })
  .extend({ FILES_BUCKET: buckets.shape.FILES_BUCKET, ...webhooks.shape });
