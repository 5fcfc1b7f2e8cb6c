import type { PublishEvents } from '../platform/domain-events.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { DropFolder } from './drop-folder.ts';
import { dropKey } from './drop-keys.ts';
import type { DropObjects } from './drop-objects.ts';
import type { SendMessages } from './drop-queue.ts';
import { assess, type DropSet, isOpen, withdraw } from './drop-set.ts';
import type { FolderStore } from './folder-store.ts';
import { setEvent } from './set-event.ts';
import {
  afterCleaning,
  beginStart,
  end,
  isDeadlineMissed,
  mayStart,
  missDeadline,
  pause,
  reasons,
} from './set-moves.ts';
import type { SetStore } from './set-store.ts';
import type { StartSet } from './start-set.ts';
import type { TakeObject } from './take-object.ts';

export interface SettleDependencies {
  readonly folders: Pick<FolderStore, 'find'>;
  readonly sets: Pick<SetStore, 'find' | 'replace'>;
  readonly objects: Pick<DropObjects, 'head' | 'removeUpTo'>;
  readonly takeObject: TakeObject;
  readonly startSet: StartSet;
  readonly publish: PublishEvents;
  readonly send: SendMessages;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Looks at a set whose time may have come: says that its deadline is missed, starts its run when the quiet time is over,
 * removes its objects when it has ended. Called too early, too often or twice at once, it does what is right.
 */
export const makeSettleSet = (deps: SettleDependencies) => {
  const { folders, sets, objects, takeObject, startSet, publish, send, now, log } = deps;

  /** Removes the objects of an ended set, and what they replaced. A newer version is the next set's. */
  const clean = async (set: DropSet): Promise<void> => {
    if (set.cleaned) return;
    // What did not become files is nowhere else: it stays, for another try.
    if (set.status === 'failed' && set.files.some(({ sha256 }) => sha256 === null)) {
      await sets.replace(set, afterCleaning(set));
      return;
    }
    for (const { path, versions } of set.files)
      await objects.removeUpTo(dropKey(set.folderName, path), versions.at(-1) ?? '');
    await sets.replace(set, afterCleaning(set));
  };

  /** Whether the set is still what lies in the folder; if not, it is brought up to date. */
  const isCurrent = async (set: DropSet, folder: DropFolder): Promise<boolean> => {
    const removed = new Set<string>();
    for (const { path, versions } of set.files) {
      const key = dropKey(set.folderName, path);
      const current = await objects.head(key);
      if (current === undefined) removed.add(path);
      else if (!versions.includes(current.versionId)) {
        await takeObject({ key, versionId: current.versionId, sequence: '' });
        return false;
      }
    }
    if (removed.size === 0) return true;
    const rest = withdraw(set, removed, folder);
    const after =
      rest.files.length > 0 ? rest : end(rest, { status: 'discarded', reason: reasons.removed }, now());
    await sets.replace(set, after);
    return false;
  };

  const start = async (set: DropSet, folder: DropFolder): Promise<void> => {
    const begun = beginStart(set, now(), () => newId('file', now()));
    if (!(await sets.replace(set, begun))) return; // somebody was quicker
    const ended = await startSet({ ...begun, revision: set.revision + 1 }, folder);
    if (ended === undefined) return;
    await clean(ended);
  };

  return async (id: string): Promise<void> => {
    const set = await sets.find(id);
    if (set === undefined) return;
    const at = now();
    const folder = await folders.find(set.folderId);
    if (folder === undefined) {
      if (!isOpen(set) && set.status !== 'complete') return clean(set);
      // Its objects stay: nobody gave them up.
      const ended = end(set, { status: 'discarded', reason: reasons.folderGone }, at);
      await sets.replace(set, afterCleaning(ended));
      return;
    }
    if (!isOpen(set) && set.status !== 'complete') return clean(set);
    if (isDeadlineMissed(set, at)) {
      const missed = missDeadline(set);
      await publish([setEvent(set, folder, 'deadline_missed', new Date(at).toISOString())]);
      if (await sets.replace(set, missed)) log.warn('a set missed its deadline', { set_id: set.id });
      return;
    }
    if (set.status === 'settling' && !folder.enabled) {
      if (mayStart(set, at)) await sets.replace(set, pause(set, at));
      return;
    }
    if (set.status === 'settling' && set.runsAt === null) {
      // The folder was switched on again.
      if (await sets.replace(set, assess(set, folder))) await send([{ settle: id }]);
      return;
    }
    if (!mayStart(set, at)) {
      const early = set.dueAt === null ? 0 : Date.parse(set.dueAt) - at;
      // A timer of SQS takes 15 minutes at most, and may come a little early.
      if (set.status === 'settling' && early > 0) await send([{ settle: id }], early / 1000);
      return;
    }
    if (set.status === 'settling' && !(await isCurrent(set, folder))) return;
    await start(set, folder);
  };
};

export type SettleSet = ReturnType<typeof makeSettleSet>;
