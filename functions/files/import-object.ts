import { createHash } from 'node:crypto';
import { CopyObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { downloadType } from '../platform/attachment.ts';
import { audited } from '../platform/audit-context.ts';
import { type ApiError, conflict, tooLarge } from '../platform/errors.ts';
import { isAwsError } from '../platform/failures.ts';
import { copySource } from '../platform/s3.ts';
import { text } from '../platform/text.ts';
import { objectKey, type StoredFile, UNFINISHED_MS } from './file.ts';
import { fileNameSchema, MAX_FILE_BYTES } from './file-schema.ts';
import type { ReadyFile } from './find-own-ready-files.ts';
import type { FileStore } from './store.ts';

/** An object of the files bucket that is to become somebody's file. */
export interface ObjectToImport {
  /** The file's id, chosen by the caller: the same id again is the same import. */
  readonly id: string;
  readonly ownerId: string;
  /** The owner's user name. */
  readonly owner: string;
  /** Of the owner, now. */
  readonly department: string | null;
  readonly name: string;
  readonly folder: string;
  readonly key: string;
  readonly versionId: string;
}

/**
 * Makes a file of an object that is in the bucket already: reads that version once for its SHA-256, copies it within S3,
 * and pins the copy. The limits are those of uploads. Throws 41301 or 40901 for what can never become a file.
 */
export type ImportObject = (object: ObjectToImport) => Promise<ReadyFile>;

export interface ImportDependencies {
  readonly store: Pick<FileStore, 'create' | 'find' | 'move'>;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly now: () => number;
}

const gone = (name: string): ApiError =>
  conflict(text(`the file "${name}" was removed meanwhile`, `文件“${name}”已被删除`));

const checkName = (name: string): void => {
  if (!fileNameSchema.safeParse(name).success)
    throw conflict(text(`"${name}" cannot be a file’s name`, `“${name}”不能作为文件名`));
};

const checkSize = (name: string, size: number): void => {
  if (size > MAX_FILE_BYTES)
    throw tooLarge(
      text(
        `the file "${name}" has ${size} bytes; at most ${MAX_FILE_BYTES} are taken`,
        `文件“${name}”有 ${size} 字节，最多允许 ${MAX_FILE_BYTES} 字节`,
      ),
    );
};

export const makeImportObject = ({ store, s3, bucket, now }: ImportDependencies): ImportObject => {
  const read = async ({ key, versionId, name }: ObjectToImport) => {
    const object = await s3
      .send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }))
      .catch((thrown: unknown) => {
        if (isAwsError(thrown, 'NoSuchKey') || isAwsError(thrown, 'NoSuchVersion')) throw gone(name);
        throw thrown;
      });
    checkSize(name, object.ContentLength ?? 0);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of object.Body as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      size += chunk.byteLength;
    }
    checkSize(name, size);
    return { size, sha256: hash.digest('hex') };
  };

  const copy = async ({ key, versionId }: ObjectToImport, file: StoredFile): Promise<string> => {
    const { VersionId, CopyObjectResult } = await s3.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: objectKey(file),
        CopySource: copySource(bucket, key, versionId),
        MetadataDirective: 'REPLACE',
        TaggingDirective: 'REPLACE', // none: copying them would take a permission more
        ContentType: file.contentType,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
    if (VersionId === undefined) throw new Error('the files bucket keeps no versions');
    const copied = CopyObjectResult?.ChecksumSHA256;
    if (copied !== undefined && Buffer.from(copied, 'base64').toString('hex') !== file.sha256)
      throw new Error(`the copy of ${file.id} has another SHA-256 than what was read`);
    return VersionId;
  };

  const readyOf = (file: StoredFile): ReadyFile => {
    const { id, name, size, sha256, versionId } = file;
    if (versionId === undefined) throw new Error(`${id} has no version`);
    return { id, name, size, sha256, bucket, key: objectKey(file), version_id: versionId };
  };

  return async (object) => {
    const { id, ownerId, owner, department, name, folder } = object;
    const earlier = await store.find(id);
    if (earlier?.status === 'ready') return readyOf(earlier);
    if (earlier?.status === 'deleting') throw gone(name);
    checkName(name);
    const at = now();
    const facts = await read(object);
    const file: StoredFile = {
      id,
      name,
      ...facts,
      contentType: downloadType(name),
      folder,
      status: 'uploading',
      ownerId,
      owner,
      department,
      versionId: undefined,
      version: 1,
      createdAt: new Date(at).toISOString(),
      sweepAt: new Date(at + UNFINISHED_MS).toISOString(),
    };
    // The row first: what a crash leaves of the copy is then swept like an upload that nobody completed.
    if (earlier === undefined)
      await audited({ action: 'files.import', resource: { type: 'file', id }, after: file }, () =>
        store.create(file, undefined, at),
      );
    const ready: StoredFile = {
      ...file,
      status: 'ready',
      versionId: await copy(object, file),
      sweepAt: undefined,
    };
    if (await store.move(ready, 'uploading')) return readyOf(ready);
    const meanwhile = await store.find(id);
    if (meanwhile?.status !== 'ready') throw gone(name);
    return readyOf(meanwhile);
  };
};
