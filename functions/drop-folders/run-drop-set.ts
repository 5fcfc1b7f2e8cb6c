import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict, invalidField } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { FindFileRules } from '../runs/index.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { DropFolder } from './drop-folder.ts';
import type { SendMessages } from './drop-queue.ts';
import type { DropSet } from './drop-set.ts';
import { findManagedFolder, findSetOf, movedOn } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import { force, mayForce } from './set-moves.ts';
import type { SetStore } from './set-store.ts';
import { viewSet } from './views.ts';

export interface RunSetDependencies {
  readonly folders: Pick<FolderStore, 'find'>;
  readonly sets: Pick<SetStore, 'find' | 'replace'>;
  readonly findFileRules: FindFileRules;
  readonly send: SendMessages;
  readonly now: () => number;
}

const notNow = ({ status }: DropSet) =>
  status === 'ran'
    ? conflict(text('the set has run; retry its run instead', '该文件组已运行；请重试其运行'))
    : conflict(text(`a set that is ${status} cannot be run`, `状态为 ${status} 的文件组不能运行`), [
        { field: 'set', message: text(`is ${status}`, `状态为 ${status}`) },
      ]);

/** Runs a set as it is. The function of the queue starts the run, since files may be large; it comes at once. */
export const makeRunDropSet = ({
  folders,
  sets,
  findFileRules,
  send,
  now,
}: RunSetDependencies): Operation<RouteOf<typeof dropFoldersRoutes, 'runDropSet'>> => {
  /** The script must take as few files as there are. */
  const checkCounts = async (folder: DropFolder, set: DropSet): Promise<void> => {
    for (const parameter of new Set(set.members.map((member) => member.parameter))) {
      const rules = await findFileRules(folder.script, folder.scriptVersion, parameter);
      const count = set.files.filter(({ member }) => set.members[member]?.parameter === parameter).length;
      if (rules !== undefined && count < rules.least)
        throw invalidField(
          `members.${set.members.findIndex((member) => member.parameter === parameter)}`,
          text(
            `${count} arrived for ${parameter}, the script wants at least ${rules.least}`,
            `${parameter} 收到 ${count} 个文件，脚本至少需要 ${rules.least} 个`,
          ),
        );
    }
  };
  const find = async (id: string, setId: string, caller: Caller) => {
    const folder = await findManagedFolder(folders, id, caller, undefined, 'triggers.run');
    return { folder, set: await findSetOf(sets, folder, setId) };
  };

  return async ({ params, caller, request }) => {
    const { folder, set } = await find(params.id, params.set, caller);
    if (!mayForce(set)) throw notNow(set);
    await checkCounts(folder, set);
    const forced = force(set, now());
    const change = { resource: { type: 'drop_set', id: set.id }, before: set, after: forced };
    if (!(await audited(change, () => sets.replace(set, forced)))) throw movedOn();
    await send([{ settle: set.id }]);
    return accepted(
      viewSet({ ...forced, revision: set.revision + 1 }, request.language),
      `/api/v1/drop-folders/${folder.id}/sets/${set.id}`,
    );
  };
};
