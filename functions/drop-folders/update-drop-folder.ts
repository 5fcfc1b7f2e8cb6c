import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ApiError, conflict, errorCodes } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { BodyOf, RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { CheckFolder } from './check-folder.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { CountFolder } from './count-folder.ts';
import type { DropFolder } from './drop-folder.ts';
import type { SendMessages } from './drop-queue.ts';
import { findManagedFolder, movedOn } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { SetStore } from './set-store.ts';
import { viewFolder } from './views.ts';

type UpdateDropFolder = RouteOf<typeof dropFoldersRoutes, 'updateDropFolder'>;
type Change = BodyOf<UpdateDropFolder>;

/** What runs in the owner's name: only the owner changes it. */
const ownersOnly = ['script', 'script_version', 'parameters', 'members'] as const;
/** What an open set was begun with. */
const fixedWhileOpen = ['script', 'members', 'group_by'] as const;
/** Open sets are looked at anew after a change: no more than these at once, the sweeper comes to the others. */
const MAX_OPEN = 100;

const isGiven = (change: Change, names: readonly (keyof Change)[]) =>
  names.find((name) => change[name] !== undefined);

const checkOwner = (change: Change, folder: DropFolder, caller: Caller): void => {
  const field = isGiven(change, ownersOnly);
  if (field === undefined || folder.ownerId === caller.userId) return;
  const words = text(
    'only its owner may change what a drop folder runs: it runs in the owner’s name',
    '投放文件夹以所有者的名义运行，只有所有者可以更改其运行内容',
  );
  throw new ApiError(errorCodes.notAllowed, words, { fields: [{ field, message: words }] });
};

const changed = (folder: DropFolder, change: Change, at: string): DropFolder => ({
  ...folder,
  script: change.script ?? folder.script,
  scriptVersion:
    change.script_version === undefined ? folder.scriptVersion : (change.script_version ?? undefined),
  parameters: change.parameters ?? folder.parameters,
  members: change.members ?? folder.members,
  groupBy: change.group_by === undefined ? folder.groupBy : change.group_by,
  quietSeconds: change.quiet_seconds ?? folder.quietSeconds,
  deadline: change.deadline === undefined ? folder.deadline : change.deadline,
  onStray: change.on_stray ?? folder.onStray,
  enabled: change.enabled ?? folder.enabled,
  version: folder.version + 1,
  updatedAt: at,
});

export interface UpdateDependencies {
  readonly folders: Pick<FolderStore, 'find' | 'replace'>;
  readonly sets: Pick<SetStore, 'listOpen'>;
  readonly checkFolder: CheckFolder;
  readonly countFolder: CountFolder;
  readonly send: SendMessages;
  readonly now: () => number;
}

/** Changes a drop folder, or pauses it. One that is switched on looks at its complete sets at once. */
export const makeUpdateDropFolder =
  ({ folders, sets, checkFolder, countFolder, send, now }: UpdateDependencies): Operation<UpdateDropFolder> =>
  async ({ params, body, caller }) => {
    const folder = await findManagedFolder(folders, params.id, caller, body.version);
    checkOwner(body, folder, caller);
    const open = await sets.listOpen(folder.id, MAX_OPEN);
    const fixed = isGiven(body, fixedWhileOpen);
    if (fixed !== undefined && open.length > 0)
      throw conflict(text('a set is open; run or discard it first', '有未完成的文件组，请先运行或放弃它'), [
        { field: fixed, message: text('cannot change while a set is open', '有未完成的文件组时不能更改') },
      ]);
    const after = changed(folder, body, new Date(now()).toISOString());
    const settings = [...ownersOnly, 'group_by', 'deadline'] as const;
    if (isGiven(body, settings) !== undefined) await checkFolder(caller, after);
    const audit = { resource: { type: 'drop_folder', id: folder.id }, before: folder, after };
    if (!(await audited(audit, () => folders.replace(after, folder.version)))) throw movedOn();
    if (after.enabled && !folder.enabled) await send(open.map(({ id }) => ({ settle: id })));
    return ok(viewFolder(after, await countFolder(folder.id)));
  };
