import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { sha256Of, sourceKey } from './source-key.ts';

/** Sources of versions, immutable. */
export interface SourceStore {
  put(name: string, sha256: string, source: Uint8Array): Promise<void>;
  get(name: string, sha256: string): Promise<Buffer>;
}

/** Sources in the files bucket. A source that is not what its version says is never given out. */
export const makeSourceStore = (s3: S3Client, bucket: string): SourceStore => ({
  put: async (name, sha256, source) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: sourceKey(name, sha256),
        Body: source,
        ContentType: 'text/x-python; charset=utf-8',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      }),
    );
  },
  get: async (name, sha256) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: sourceKey(name, sha256) }));
    if (Body === undefined) throw new Error(`the source of ${name} has no body`);
    const source = Buffer.from(await Body.transformToByteArray());
    if (sha256Of(source) !== sha256) throw new Error(`the stored source of ${name} is not ${sha256}`);
    return source;
  },
});
