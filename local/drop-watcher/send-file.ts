import { lstat, open } from 'node:fs/promises';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type DropFates, dropKey } from '../../functions/drop-folders/index.ts';
import { type SpooledFile, timeOfId } from './spool.ts';

/** Puts a file into the bucket as the object of its path; answers the version, undefined when it had been sent before. */
export type SendFile = (
  folder: { readonly id: string; readonly name: string },
  file: SpooledFile,
  again: boolean,
) => Promise<string | undefined>;

/** Marks an object with the file it was made of. */
const MARK = 'sent-as';

export const makeSendFile = (s3: S3Client, bucket: string, fates: DropFates): SendFile => {
  const sentAs = async (key: string): Promise<string | undefined> => {
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(() => undefined);
    return head?.Metadata?.[MARK];
  };
  return async ({ id, name }, file, again) => {
    const key = dropKey(name, file.path);
    if (
      again &&
      ((await sentAs(key)) === file.id || (await fates.wasTaken(id, file.path, file.size, timeOfId(file.id))))
    )
      return undefined;
    for (;;) {
      const before = await lstat(file.place);
      // Opened here, so that a file that has gone fails this call and not a stream that nobody listens to yet.
      const opened = await open(file.place);
      const sent = s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: opened.createReadStream({ end: Math.max(0, before.size - 1) }),
          ContentLength: before.size,
          Metadata: { [MARK]: file.id },
        }),
      );
      await Promise.allSettled([sent]);
      await opened.close();
      const { VersionId } = await sent;
      const after = await lstat(file.place);
      // Somebody still wrote to it: what was sent is replaced, the newest version counts.
      if (after.size === before.size && after.mtimeMs === before.mtimeMs) return VersionId;
    }
  };
};
