import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { SendMessages } from './drop-queue.ts';
import { isOpen } from './drop-set.ts';
import { findManagedFolder, findSetOf, movedOn } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import { end, reasons } from './set-moves.ts';
import type { SetStore } from './set-store.ts';
import { viewSet } from './views.ts';

/** Gives an open set up; the function of the queue removes its files from the folder. */
export const makeDiscardDropSet =
  ({
    folders,
    sets,
    send,
    now,
  }: {
    folders: Pick<FolderStore, 'find'>;
    sets: Pick<SetStore, 'find' | 'replace'>;
    send: SendMessages;
    now: () => number;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'discardDropSet'>> =>
  async ({ params, caller, request }) => {
    const folder = await findManagedFolder(folders, params.id, caller);
    const set = await findSetOf(sets, folder, params.set);
    if (!isOpen(set))
      throw conflict(text('the set is not open any more', '该文件组已结束'), [
        { field: 'set', message: text(`is ${set.status}`, `状态为 ${set.status}`) },
      ]);
    const ended = end(set, { status: 'discarded', reason: reasons.discarded(caller.username) }, now());
    const change = { resource: { type: 'drop_set', id: set.id }, before: set, after: ended };
    if (!(await audited(change, () => sets.replace(set, ended)))) throw movedOn();
    await send([{ settle: set.id }]);
    return ok(viewSet({ ...ended, revision: set.revision + 1 }, request.language));
  };
