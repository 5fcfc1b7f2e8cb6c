import * as z from 'zod';
import { platformEnvironment, storageEnvironment } from '../platform/environment.ts';

const queue = z.object({
  /** The queue of drops. */
  DROP_QUEUE_URL: z.url(),
});
const files = storageEnvironment.pick({ FILES_BUCKET: true });

/**
 * DropFoldersApi. Its role needs: the table; `drop/*` and `drop-quarantine/*` of the files bucket (get, get version, put,
 * delete version); to send to the queue.
 */
export const dropFoldersEnvironment = platformEnvironment.extend({
  ...files.shape,
  /** Where browsers reach S3: the gateway on one machine, absent in AWS (S3 itself). */
  PUBLIC_S3_ENDPOINT: z.union([z.literal(''), z.url()]).optional(),
  ...queue.shape,
});

const location = platformEnvironment.pick({ TABLE_NAME: true, AWS_REGION: true, AWS_ENDPOINT_URL: true });

/**
 * OnDropped. Its role needs: the table; `drop/*` (get version, delete version), `drop-quarantine/*` (get, put) and
 * `files/*` (put) of the files bucket; to start executions, to look users up, to publish, to send to the queue.
 */
export const onDroppedEnvironment = location.extend({
  ...files.shape,
  ...queue.shape,
  USER_POOL_ID: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  EVENT_BUS: z.string().min(1),
});

/** SweepDrops. Its role needs: the table; to list and get `drop/*` of the files bucket; to send to the queue. */
export const sweepDropsEnvironment = location.extend({ ...files.shape, ...queue.shape });
