import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { isAwsError } from '../platform/failures.ts';

/** An object of the archive. */
export interface ArchiveEntry {
  readonly key: string;
  readonly size: number;
}

/** The bucket that keeps what was written: every object is put once and locked. */
export interface Archive {
  /** Puts an object that is not there yet; false: there is one of this name. */
  put(key: string, body: string): Promise<boolean>;
  /** Its bytes; undefined: there is none. */
  read(key: string): Promise<Buffer | undefined>;
  /** By key, after a key, at most `limit`. */
  list(prefix: string, after: string | undefined, limit: number): Promise<readonly ArchiveEntry[]>;
}

/** The archive in S3. */
export const makeArchive = (s3: S3Client, bucket: string): Archive => ({
  put: async (key, body) => {
    try {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: 'application/x-ndjson',
          // What Object Lock asks of every put, and what S3 compares with the bytes that arrive.
          ChecksumAlgorithm: 'SHA256',
          IfNoneMatch: '*',
        }),
      );
      return true;
    } catch (thrown) {
      // 409: the other one of two at once is being written; Lambda delivers again what we then say is not done.
      if (isAwsError(thrown, 'PreconditionFailed')) return false;
      throw thrown;
    }
  },
  read: async (key) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (thrown) {
      if (isAwsError(thrown, 'NoSuchKey')) return undefined;
      throw thrown;
    }
  },
  list: async (prefix, after, limit) => {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        MaxKeys: limit,
        ...(after === undefined ? {} : { StartAfter: after }),
      }),
    );
    return Contents.flatMap(({ Key, Size }) => (Key === undefined ? [] : [{ key: Key, size: Size ?? 0 }]));
  },
});
