import { MAX_FILE_BYTES } from '../files/file-schema.ts';
import type { Operation } from '../platform/api.ts';
import { tooLarge } from '../platform/errors.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { DROP_URL_SECONDS, type dropFoldersRoutes } from './contract.ts';
import type { DropObjects } from './drop-objects.ts';
import { keyOfPath } from './drop-path.ts';
import { findManagedFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';

const checkSize = (size: number): void => {
  if (size <= MAX_FILE_BYTES) return;
  const megabytes = MAX_FILE_BYTES / 1_000_000;
  throw tooLarge(text(`a file may take ${megabytes} MB`, `单个文件不得超过 ${megabytes} MB`), [
    { field: 'size', message: text(`must be at most ${MAX_FILE_BYTES}`, `不得超过 ${MAX_FILE_BYTES}`) },
  ]);
};

/** Signs a PUT of exactly the announced bytes into the folder. The bytes tell of themselves when they are there. */
export const makeCreateDropUpload =
  ({
    folders,
    objects,
    now,
  }: {
    folders: Pick<FolderStore, 'find'>;
    objects: Pick<DropObjects, 'signUpload'>;
    now: () => number;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'createDropUpload'>> =>
  async ({ params, body: { name, size, sha256 }, caller }) => {
    const folder = await findManagedFolder(folders, params.id, caller, undefined, 'triggers.run');
    checkSize(size);
    const key = keyOfPath(folder.name, name, 'name');
    const { url, headers } = await objects.signUpload(key, size, sha256);
    return created(
      {
        path: name,
        upload: { method: 'PUT', url, headers },
        expires_at: new Date(now() + DROP_URL_SECONDS * 1000).toISOString(),
      },
      `/api/v1/drop-folders/${folder.id}/sets`,
    );
  };
