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
 * take the file, so that the second look at the runs is final. What a crash leaves marked the sweeper finishes.
 */
export const makeRemove =
  ({ store, objects, isFileInUse, now }: RemoveDependencies) =>
  async (file: StoredFile): Promise<'removed' | 'in use' | 'gone'> => {
    if (await isFileInUse(file.id)) return 'in use';
    const marked = {
      ...file,
      status: 'deleting' as const,
      sweepAt: new Date(now() + DELETION_MS).toISOString(),
    };
    if (!(await store.move(marked, file.status))) return 'gone';
    if (await isFileInUse(file.id)) {
      await store.move(file, 'deleting');
      return 'in use';
    }
    await objects.remove(file);
    await store.remove(file.id);
    return 'removed';
  };
