import * as z from 'zod';
import { platformEnvironment } from '../platform/environment.ts';

/**
 * What the files API reads besides the platform's keys. Its role needs the table, the objects `files/*` of the files
 * bucket (get, get version, put, delete version; list the bucket's versions below that prefix; what it signs is done
 * with its own rights), `masked/*` of the artifacts bucket (get, put, list), and to invoke PreviewFile and MaskFile.
 */
export const filesEnvironment = platformEnvironment.extend({
  FILES_BUCKET: z.string().min(1),
  /** Where browsers reach S3: the gateway on one machine, absent in AWS (S3 itself). */
  PUBLIC_S3_ENDPOINT: z.union([z.literal(''), z.url()]).optional(),
  /** The function PreviewFile: name or ARN. */
  PREVIEW_FUNCTION: z.string().min(1),
  /** The function MaskFile, and the bucket with the copies that it makes. */
  MASK_FUNCTION: z.string().min(1),
  ARTIFACTS_BUCKET: z.string().min(1),
});

/** What the sweeper reads: it removes what was never finished. Its role needs the table and to list and delete `files/*`. */
export const sweepFilesEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  FILES_BUCKET: z.string().min(1),
  AWS_REGION: z.string().min(1),
  AWS_ENDPOINT_URL: z.url().optional(),
});
