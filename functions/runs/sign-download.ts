import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { SignDownload, SignRead } from './download-artifact.ts';

/** Signs downloads for browsers: `s3` is the client that signs for the host name browsers use. */
export const makeSignDownload =
  (s3: S3Client, bucket: string): SignDownload =>
  (key, { disposition, contentType }, seconds) =>
    getSignedUrl(
      s3,
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: disposition,
        ResponseContentType: contentType,
      }),
      { expiresIn: seconds },
    );

/** How long a function may take to begin its download, in seconds. */
const READ_URL_SECONDS = 60;

/** Signs reads for other functions: `s3` is the client that the functions themselves use. */
export const makeSignRead =
  (s3: S3Client, bucket: string): SignRead =>
  (key) =>
    getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: READ_URL_SECONDS });
