import { decide } from '../platform/decide.ts';
import { conflict, notAllowed, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { ObjectAction } from '../platform/thing.ts';
import { type DropFolder, thingOfFolder } from './drop-folder.ts';
import type { DropSet } from './drop-set.ts';
import type { FolderStore } from './folder-store.ts';
import type { SetStore } from './set-store.ts';

/** Reads a drop folder that the caller may see; throws 40401 for one that is absent or somebody else's. */
export const findVisibleFolder = async (
  folders: Pick<FolderStore, 'find'>,
  id: string,
  caller: Caller,
): Promise<DropFolder> => {
  const folder = await folders.find(id);
  if (folder === undefined || !(await decide(caller, 'triggers.read', thingOfFolder(folder))))
    throw notFound();
  return folder;
};

const stale = (current: number) =>
  conflict(text('the drop folder was changed meanwhile; load it again', '该投放文件夹已被修改，请重新加载'), [
    {
      field: 'version',
      message: text(`is stale: the folder is at ${current}`, `已过期：当前为 ${current}`),
      details: { current },
    },
  ]);

/** Reads a drop folder that the caller may manage; throws 40401, 40301, or 40901 for a stale `version`. */
export const findManagedFolder = async (
  folders: Pick<FolderStore, 'find'>,
  id: string,
  caller: Caller,
  version?: number,
  action: ObjectAction = 'triggers.edit',
): Promise<DropFolder> => {
  const folder = await findVisibleFolder(folders, id, caller);
  if (!(await decide(caller, action, thingOfFolder(folder)))) throw notAllowed('triggers.manage.all');
  if (version !== undefined && version !== folder.version) throw stale(folder.version);
  return folder;
};

/** Reads a set of a folder; throws 40401 for one that is absent or of another folder. */
export const findSetOf = async (
  sets: Pick<SetStore, 'find'>,
  folder: DropFolder,
  id: string,
): Promise<DropSet> => {
  const set = await sets.find(id);
  if (set === undefined || set.folderId !== folder.id) throw notFound();
  return set;
};

/** Says that somebody else changed it between reading and writing. */
export const movedOn = () =>
  conflict(text('it was changed meanwhile; load it again', '内容已被修改，请重新加载'));
