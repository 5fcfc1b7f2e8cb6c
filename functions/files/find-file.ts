import { ApiError, errorCodes, notFound } from '../platform/errors.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { StoredFile } from './file.ts';
import type { FileStore } from './store.ts';

/** Reads a file that the caller may see; throws 40401 for one that is absent, being deleted, or somebody else's. */
export const findVisible = async (
  store: Pick<FileStore, 'find'>,
  id: string,
  caller: Caller,
): Promise<StoredFile> => {
  const file = await store.find(id);
  if (file === undefined || file.status === 'deleting') throw notFound();
  if (file.ownerId !== caller.userId && !may(caller, 'files.read.all')) throw notFound();
  return file;
};

/** Reads a file that the caller may change: the own one. Who may only see it gets 40301, anybody else 40401. */
export const findOwn = async (
  store: Pick<FileStore, 'find'>,
  id: string,
  caller: Caller,
): Promise<StoredFile> => {
  const file = await findVisible(store, id, caller);
  if (file.ownerId !== caller.userId)
    throw new ApiError(
      errorCodes.notAllowed,
      text('only its owner may change or delete a file', '只有文件所有者可以修改或删除该文件'),
    );
  return file;
};
