import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isAwsError } from '../platform/failures.ts';

export interface ObjectFacts {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** The artifacts bucket, as the functions use it. */
export interface RunObjects {
  /** An object's text; undefined when there is none, or when it is larger than `maxBytes` or not UTF-8: then it is not ours. */
  readText(key: string, maxBytes: number): Promise<string | undefined>;
  /** Keys below a prefix in their order, after a key, at most 1,000 at once. */
  list(
    prefix: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ objects: readonly ObjectFacts[]; end: boolean }>;
  putJson(key: string, value: unknown): Promise<void>;
  /** Removing what is not there does nothing. */
  remove(key: string): Promise<void>;
}

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The artifacts bucket in S3. */
export const makeRunObjects = (s3: S3Client, bucket: string): RunObjects => ({
  readText: async (key, maxBytes) => {
    try {
      const { Body, ContentLength } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (Body === undefined) return undefined;
      if ((ContentLength ?? Infinity) > maxBytes) {
        // The connection goes back to the pool only when the body is read or dropped.
        await Body.transformToWebStream().cancel();
        return undefined;
      }
      return decode(await Body.transformToByteArray());
    } catch (thrown) {
      if (isAwsError(thrown, 'NoSuchKey')) return undefined;
      throw thrown;
    }
  },
  list: async (prefix, after, limit) => {
    const { Contents = [], IsTruncated = false } = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        MaxKeys: limit,
        ...(after === undefined ? {} : { StartAfter: after }),
      }),
    );
    return {
      objects: Contents.flatMap(({ Key, Size }) =>
        Key === undefined ? [] : [{ key: Key, size: Size ?? 0 }],
      ),
      end: !IsTruncated,
    };
  },
  putJson: async (key, value) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: JSON.stringify(value),
        ContentType: 'application/json',
      }),
    );
  },
  remove: async (key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});
