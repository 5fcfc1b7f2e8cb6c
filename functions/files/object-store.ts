import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentDisposition, downloadType } from '../platform/attachment.ts';
import { isAwsError } from '../platform/failures.ts';
import { objectKey, type StoredFile } from './file.ts';
import { DOWNLOAD_URL_SECONDS, UPLOAD_URL_SECONDS } from './file-schema.ts';

/** How long PreviewFile may take to begin its download, in seconds. */
const PREVIEW_URL_SECONDS = 60;

/** What is stored at a file's key. */
export interface StoredObject {
  readonly size: number;
  /** Hexadecimal; undefined when the store has none. */
  readonly sha256: string | undefined;
  readonly versionId: string | undefined;
}

/** A URL and the headers its request has to carry, as they are signed. */
export interface SignedUpload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The bytes of files: they never pass through these functions, which sign and compare. */
export interface ObjectStore {
  /** A PUT of exactly the announced bytes: length and SHA-256 are signed. */
  signUpload(file: StoredFile): Promise<SignedUpload>;
  /** A GET of the pinned version for people: saved under the file's name, with a content type out of a fixed list. */
  signDownload(file: StoredFile): Promise<string>;
  /** A GET of the pinned version for another function. */
  signInternalRead(file: StoredFile): Promise<string>;
  head(file: StoredFile): Promise<StoredObject | undefined>;
  /** Removes every version of the object; doing it twice is doing it once. */
  remove(file: StoredFile): Promise<void>;
}

const toBase64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** The files bucket. `publicS3` signs for the host name by which people reach it. */
export const makeObjectStore = (s3: S3Client, publicS3: S3Client, bucket: string): ObjectStore => {
  const pinned = (file: StoredFile) => {
    if (file.versionId === undefined) throw new Error(`${file.id} has no version to read`);
    return { Bucket: bucket, Key: objectKey(file), VersionId: file.versionId };
  };
  return {
    signUpload: async (file) => {
      const checksum = toBase64(file.sha256);
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: objectKey(file),
        ContentType: file.contentType,
        ContentLength: file.size,
        ChecksumSHA256: checksum,
      });
      const url = await getSignedUrl(publicS3, command, {
        expiresIn: UPLOAD_URL_SECONDS,
        signableHeaders: new Set(['host', 'content-length', 'content-type']),
        // As a query parameter it would be a claim that nobody compares.
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      });
      return { url, headers: { 'content-type': file.contentType, 'x-amz-checksum-sha256': checksum } };
    },
    signDownload: (file) =>
      getSignedUrl(
        publicS3,
        new GetObjectCommand({
          ...pinned(file),
          ResponseContentDisposition: attachmentDisposition(file.name),
          ResponseContentType: downloadType(file.name),
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: DOWNLOAD_URL_SECONDS },
      ),
    signInternalRead: (file) =>
      getSignedUrl(s3, new GetObjectCommand(pinned(file)), { expiresIn: PREVIEW_URL_SECONDS }),
    head: async (file) => {
      try {
        const { ContentLength, ChecksumSHA256, VersionId } = await s3.send(
          new HeadObjectCommand({ Bucket: bucket, Key: objectKey(file), ChecksumMode: 'ENABLED' }),
        );
        return {
          size: ContentLength ?? 0,
          sha256:
            ChecksumSHA256 === undefined ? undefined : Buffer.from(ChecksumSHA256, 'base64').toString('hex'),
          versionId: VersionId,
        };
      } catch (thrown) {
        if (isAwsError(thrown, 'NotFound') || isAwsError(thrown, 'NoSuchKey')) return undefined;
        throw thrown;
      }
    },
    remove: async (file) => {
      const Key = objectKey(file);
      // Listed anew after each round: what was deleted is gone, so a list that is empty is the end.
      for (;;) {
        const { Versions = [], DeleteMarkers = [] } = await s3.send(
          new ListObjectVersionsCommand({ Bucket: bucket, Prefix: Key }),
        );
        const found = [...Versions, ...DeleteMarkers].filter((version) => version.Key === Key);
        if (found.length === 0) return;
        for (const { VersionId } of found)
          await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }));
      }
    },
  };
};
