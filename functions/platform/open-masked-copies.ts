import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentDisposition, downloadType } from './attachment.ts';
import { isAwsError } from './failures.ts';
import { makeInvokeFunction } from './invoke-function.ts';
import { type MaskDownload, type MaskedCopies, makeMaskDownload } from './masked-copy.ts';
import { openPublicS3, openS3, type S3Location } from './s3.ts';

/** How long MaskFile may take until it writes, and a browser until it begins, in seconds. */
const WRITE_URL_SECONDS = 60;
const DOWNLOAD_URL_SECONDS = 5 * 60;

/** Masked copies in a bucket, below `masked/`. `publicS3` signs for the host name by which people reach it. */
export const makeMaskedCopies = (s3: S3Client, publicS3: S3Client, bucket: string): MaskedCopies => ({
  exists: async (key) => {
    try {
      await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (thrown) {
      if (isAwsError(thrown, 'NotFound') || isAwsError(thrown, 'NoSuchKey')) return false;
      throw thrown;
    }
  },
  signWrite: (key) =>
    getSignedUrl(s3, new PutObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: WRITE_URL_SECONDS }),
  signDownload: (key, name) =>
    getSignedUrl(
      publicS3,
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: attachmentDisposition(name),
        ResponseContentType: downloadType(name),
        ResponseCacheControl: 'private, no-store',
      }),
      { expiresIn: DOWNLOAD_URL_SECONDS },
    ),
});

/** The function needs to read, write and list `masked/*` of the artifacts bucket, and to invoke MaskFile. */
export const openMaskDownload = (
  config: S3Location & { readonly ARTIFACTS_BUCKET: string; readonly MASK_FUNCTION: string },
): MaskDownload =>
  makeMaskDownload(
    makeMaskedCopies(openS3(config), openPublicS3(config), config.ARTIFACTS_BUCKET),
    makeInvokeFunction(config),
    config.MASK_FUNCTION,
  );
