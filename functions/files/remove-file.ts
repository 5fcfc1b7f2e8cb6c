import { audited } from '../platform/audit-context.ts';
import { DELETION_MS, type StoredFile } from './file.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileStore } from './store.ts';

export interface RemoveDependencies {
  readonly store: Pick<FileStore, 'move' | 'remove'>;
  readonly objects: Pick<ObjectStore, 'remove'>;
  /** Whether a run that has not ended takes the file as its input. */
  readonly isFileInUse: (id: string) => Promise<boolean>;
  readonly now: () => number;
}

/**
 * Removes a file and every version of its object, unless a run uses it. The row is marked first: from then on no run can
 * take the file, so that the second look at the runs is final. What a crash leaves marked the sweeper finishes. `told`:
 * it is somebody's wish, which the audit log tells of; the sweeper's retention is no one's.
 */
export const makeRemove =
  ({ store, objects, isFileInUse, now }: RemoveDependencies) =>
  async (file: StoredFile, told = false): Promise<'removed' | 'in use' | 'gone'> => {
    if (await isFileInUse(file.id)) return 'in use';
    const marked = {
      ...file,
      status: 'deleting' as const,
      sweepAt: new Date(now() + DELETION_MS).toISOString(),
    };
    const resource = { type: 'file', id: file.id };
    const mark = () => store.move(marked, file.status);
    const isMarked = await (told
      ? audited({ action: 'files.delete', resource, before: file }, mark)
      : mark());
    if (!isMarked) return 'gone';
    if (await isFileInUse(file.id)) {
      const unmark = () => store.move(file, 'deleting');
      await (told ? audited({ action: 'files.restore', resource, after: file }, unmark) : unmark());
      return 'in use';
    }
    await objects.remove(file);
    await store.remove(file.id);
    return 'removed';
  };
