import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { downloadType } from '../platform/attachment.ts';
import { audited } from '../platform/audit-context.ts';
import type { Caller } from '../platform/permissions.ts';
import { objectKey, type StoredFile, UNFINISHED_MS } from './file.ts';
import type { FileStore } from './store.ts';

/** A file that the platform fetches itself. Its id is known before, so that fetching it again makes no second one. */
export interface IncomingFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Takes in a file whose size nobody knows before its end; it is the owner's, and ready when this returns. */
export type ImportStream = (owner: Caller, file: IncomingFile) => Promise<void>;

/** Where the bytes go: gives the version of the object. */
export type PutFile = (file: StoredFile, path: string) => Promise<string>;

export const makePutFile =
  (s3: S3Client, bucket: string): PutFile =>
  async (file, path) => {
    const { VersionId } = await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: objectKey(file),
        Body: createReadStream(path),
        ContentLength: file.size,
        ContentType: file.contentType,
        ChecksumSHA256: Buffer.from(file.sha256, 'hex').toString('base64'),
      }),
    );
    if (VersionId === undefined) throw new Error('the files bucket keeps no versions');
    return VersionId;
  };

/** Writes the bytes to disk and counts them; gives size and SHA-256. */
const spool = async (bytes: AsyncIterable<Uint8Array>, path: string) => {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.byteLength;
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
};

/**
 * Imports a stream by way of the disk: S3 wants size and checksum before the first byte, and then compares them itself. The
 * row is there before the object, as with an upload: what a crash leaves the sweeper removes.
 */
export const makeImportStream = ({
  store,
  putFile,
  now,
}: {
  readonly store: Pick<FileStore, 'create' | 'find' | 'move'>;
  readonly putFile: PutFile;
  readonly now: () => number;
}): ImportStream => {
  const announce = async (file: StoredFile): Promise<boolean> => {
    const change = { action: 'files.import', resource: { type: 'file', id: file.id }, after: file };
    if (await audited(change, () => store.create(file, undefined, now()))) return true;
    const earlier = await store.find(file.id);
    if (earlier?.status === 'ready') return false;
    if (await store.move(file, 'uploading')) return true;
    // Somebody else may have finished it between the two.
    if ((await store.find(file.id))?.status === 'ready') return false;
    throw new Error(`the file ${file.id} is being removed`);
  };
  return async (owner, { id, name, bytes }) => {
    const folder = await mkdtemp(join(tmpdir(), 'openscript-import-'));
    try {
      const path = join(folder, 'file');
      const at = now();
      const file: StoredFile = {
        id,
        name,
        ...(await spool(bytes, path)),
        contentType: downloadType(name),
        folder: undefined,
        status: 'uploading',
        ownerId: owner.userId,
        owner: owner.username,
        department: owner.department,
        versionId: undefined,
        version: 1,
        createdAt: new Date(at).toISOString(),
        sweepAt: new Date(at + UNFINISHED_MS).toISOString(),
      };
      if (!(await announce(file))) return;
      const versionId = await putFile(file, path);
      const ready: StoredFile = { ...file, status: 'ready', versionId, sweepAt: undefined };
      if (await store.move(ready, 'uploading')) return;
      if ((await store.find(id))?.status !== 'ready') throw new Error(`the file ${id} was removed meanwhile`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
};
