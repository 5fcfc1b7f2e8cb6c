import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { CheckFolder } from './check-folder.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { CountFolder } from './count-folder.ts';
import type { DropFolder } from './drop-folder.ts';
import type { FolderStore } from './folder-store.ts';
import { viewFolder } from './views.ts';

export interface CreateDependencies {
  readonly folders: Pick<FolderStore, 'create' | 'find' | 'findByName' | 'findEarlier'>;
  readonly checkFolder: CheckFolder;
  readonly countFolder: CountFolder;
  readonly now: () => number;
}

const taken = (name: string) =>
  conflict(text(`there is a drop folder ${name} already`, `已有名为 ${name} 的投放文件夹`), [
    { field: 'name', message: text('is taken', '已被使用') },
  ]);

/** Creates a drop folder. What lies under its prefix already is found by the sweeper. */
export const makeCreateDropFolder =
  ({
    folders,
    checkFolder,
    countFolder,
    now,
  }: CreateDependencies): Operation<RouteOf<typeof dropFoldersRoutes, 'createDropFolder'>> =>
  async ({ body, caller, request }) => {
    const reply = async (folder: DropFolder) =>
      created(viewFolder(folder, await countFolder(folder.id)), `${basePath}/drop-folders/${folder.id}`);
    const replay = async (id: string) => {
      const folder = await folders.find(id);
      if (folder === undefined)
        throw conflict(
          text(
            'the drop folder that this Idempotency-Key made was deleted; use a new key',
            '此 Idempotency-Key 创建的投放文件夹已被删除，请换一个新的',
          ),
        );
      return reply(folder);
    };
    const at = now();
    const key = readIdempotencyKey(request, 'createDropFolder', caller.userId);
    const earlier = await folders.findEarlier(key, at);
    if (earlier !== undefined) return replay(earlier);
    const settings = {
      script: body.script,
      scriptVersion: body.script_version ?? undefined,
      parameters: body.parameters,
      members: body.members,
      groupBy: body.group_by,
      deadline: body.deadline,
    };
    await checkFolder(caller, settings);
    const folder: DropFolder = {
      id: newId('drop', at),
      name: body.name,
      ...settings,
      quietSeconds: body.quiet_seconds,
      onStray: body.on_stray,
      enabled: body.enabled,
      ownerId: caller.userId,
      owner: caller.username,
      department: caller.department,
      version: 1,
      createdAt: new Date(at).toISOString(),
      updatedAt: new Date(at).toISOString(),
    };
    const claim = key && { key, subject: folder.id };
    const change = { resource: { type: 'drop_folder', id: folder.id }, after: folder };
    if (await audited(change, () => folders.create(folder, claim, at))) return reply(folder);
    const meanwhile = await folders.findEarlier(key, now());
    if (meanwhile !== undefined) return replay(meanwhile);
    if ((await folders.findByName(body.name)) !== undefined) throw taken(body.name);
    throw conflict(text('the same request is under way; try again', '相同的请求正在处理，请重试'));
  };
