import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { openS3, type S3Location } from '../platform/s3.ts';
import type { RunObjects } from './objects.ts';

/** The artifacts bucket for who may remove objects there and do nothing else. */
export const openRemoval = (
  config: S3Location & { readonly ARTIFACTS_BUCKET: string },
): Pick<RunObjects, 'remove'> => {
  const s3 = openS3(config);
  return {
    remove: async (key) => {
      await s3.send(new DeleteObjectCommand({ Bucket: config.ARTIFACTS_BUCKET, Key: key }));
    },
  };
};
