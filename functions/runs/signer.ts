import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** What signs for a task: the only rights a run has. Everything here is a secret: never log it, never keep it in the table. */
export interface Signer {
  /** GET of one object (of one version, where one is given), valid for `seconds`. */
  get(object: { bucket: string; key: string; versionId?: string }, seconds: number): Promise<string>;
  /** POST of objects below a prefix, each of at most `maxBytes`. */
  post(
    bucket: string,
    prefix: string,
    maxBytes: number,
    seconds: number,
  ): Promise<{ url: string; fields: Record<string, string> }>;
}

/** Signs with the function's own role. */
export const makeSigner = (s3: S3Client): Signer => ({
  get: ({ bucket, key, versionId }, seconds) =>
    getSignedUrl(
      s3,
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(versionId === undefined ? {} : { VersionId: versionId }),
      }),
      { expiresIn: seconds },
    ),
  post: async (bucket, prefix, maxBytes, seconds) => {
    const { url, fields } = await createPresignedPost(s3, {
      Bucket: bucket,
      // The library turns this ending into the condition ["starts-with", "$key", prefix].
      Key: `${prefix}\${filename}`,
      Conditions: [
        ['content-length-range', 0, maxBytes],
        ['starts-with', '$Content-Type', ''],
      ],
      Expires: seconds,
    });
    const { key: _, ...rest } = fields;
    return { url, fields: rest };
  },
});
