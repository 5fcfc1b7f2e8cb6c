import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { downloadType } from '../platform/attachment.ts';
import { isAwsError } from '../platform/failures.ts';
import { copySource } from '../platform/s3.ts';
import { DROP_URL_SECONDS } from './contract.ts';
import { dropPrefix } from './drop-keys.ts';

/** The current version of an object. */
export interface CurrentObject {
  readonly versionId: string;
  readonly size: number;
  readonly writtenAt: string;
}

/** A URL and the headers its request has to carry, as they are signed. */
export interface SignedUpload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The objects of drop folders. Doing a thing twice is doing it once. */
export interface DropObjects {
  /** Undefined: nothing is there, or it was removed. */
  head(key: string): Promise<CurrentObject | undefined>;
  /** Copies one version to another key. False: it is not there any more. */
  copy(key: string, versionId: string, to: string): Promise<boolean>;
  /**
   * Removes a version and the older ones for good: an older one that nobody was told of would else be the object again.
   * Newer ones stay.
   */
  removeUpTo(key: string, versionId: string): Promise<void>;
  /** The keys of a drop folder, page by page. */
  listKeys(name: string): AsyncIterable<string>;
  /** A PUT of exactly the announced bytes: length and SHA-256 (hexadecimal) are signed. */
  signUpload(key: string, size: number, sha256: string): Promise<SignedUpload>;
}

/** S3's most of one page; nobody replaces a file more often before its set runs. */
const MAX_VERSIONS = 1000;

const gone = (thrown: unknown): boolean =>
  ['NotFound', 'NoSuchKey', 'NoSuchVersion'].some((name) => isAwsError(thrown, name));

/** Drop folders in the files bucket. `publicS3` signs for the host name by which people reach it. */
export const makeDropObjects = (s3: S3Client, publicS3: S3Client, bucket: string): DropObjects => ({
  head: async (key) => {
    try {
      const { VersionId, ContentLength, LastModified } = await s3.send(
        new HeadObjectCommand({ Bucket: bucket, Key: key }),
      );
      if (VersionId === undefined) throw new Error('the files bucket keeps no versions');
      return {
        versionId: VersionId,
        size: ContentLength ?? 0,
        writtenAt: (LastModified ?? new Date(0)).toISOString(),
      };
    } catch (thrown) {
      if (gone(thrown)) return undefined;
      throw thrown;
    }
  },
  copy: async (key, versionId, to) => {
    try {
      await s3.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: to,
          CopySource: copySource(bucket, key, versionId),
          TaggingDirective: 'REPLACE', // copying tags would take a permission more
        }),
      );
      return true;
    } catch (thrown) {
      if (gone(thrown)) return false;
      throw thrown;
    }
  },
  removeUpTo: async (key, versionId) => {
    const { Versions = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: MAX_VERSIONS }),
    );
    const ids = Versions.filter(({ Key }) => Key === key).flatMap(({ VersionId }) => VersionId ?? []);
    const at = ids.indexOf(versionId); // the newest is the first
    // The oldest first: cut off in between, the same call finds the version again and goes on.
    for (const VersionId of at < 0 ? [] : ids.slice(at).reverse())
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId }));
  },
  listKeys: async function* (name) {
    let token: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: dropPrefix(name),
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  },
  signUpload: async (key, size, sha256) => {
    const checksum = Buffer.from(sha256, 'hex').toString('base64');
    const contentType = downloadType(key);
    const url = await getSignedUrl(
      publicS3,
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentType: contentType,
        ContentLength: size,
        ChecksumSHA256: checksum,
      }),
      {
        expiresIn: DROP_URL_SECONDS,
        signableHeaders: new Set(['host', 'content-length', 'content-type']),
        // As a query parameter it would be a claim that nobody compares.
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      },
    );
    return { url, headers: { 'content-type': contentType, 'x-amz-checksum-sha256': checksum } };
  },
});
