import { decide } from '../platform/decide.ts';
import { ApiError, errorCodes, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import { type StoredFile, thingOfFile } from './file.ts';
import type { FileStore } from './store.ts';

/** Reads a file that the caller may see; throws 40401 for one that is absent, being deleted, or not theirs to see. */
export const findVisible = async (
  store: Pick<FileStore, 'find'>,
  id: string,
  caller: Caller,
): Promise<StoredFile> => {
  const file = await store.find(id);
  if (file === undefined || file.status === 'deleting') throw notFound();
  if (!(await decide(caller, 'files.read', thingOfFile(file)))) throw notFound();
  return file;
};

/** Reads a file that the caller may change: the own one. Who may only see it gets 40301, anybody else 40401. */
export const findOwn = async (
  store: Pick<FileStore, 'find'>,
  id: string,
  caller: Caller,
): Promise<StoredFile> => {
  const file = await findVisible(store, id, caller);
  if (!(await decide(caller, 'files.write', thingOfFile(file))))
    throw new ApiError(
      errorCodes.notAllowed,
      text('only its owner may change or delete a file', '只有文件所有者可以修改或删除该文件'),
    );
  return file;
};
