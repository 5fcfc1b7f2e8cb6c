import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { openS3, type S3Location } from '../platform/s3.ts';
import type { DependencyCheck } from './dependency-check.ts';

/** Asks whether the bucket is there and may be used. */
export const makeCheckBucket = (location: S3Location, name: string): DependencyCheck => {
  const client = openS3(location);
  return (abortSignal) => client.send(new HeadBucketCommand({ Bucket: name }), { abortSignal });
};
