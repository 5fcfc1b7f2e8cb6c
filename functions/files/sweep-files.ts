import type { Log } from '../platform/log.ts';
import type { StoredFile } from './file.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileStore } from './store.ts';

/** Rows of one read, and how many a sweep takes at most: the next hour goes on. */
const BATCH = 100;
const MAX_BATCHES = 50;

export interface SweepDependencies {
  readonly store: FileStore;
  readonly objects: Pick<ObjectStore, 'remove'>;
  readonly isFileInUse: (id: string) => Promise<boolean>;
  readonly now: () => number;
  readonly log: Log;
}

export interface Swept {
  readonly removed: number;
  readonly failed: number;
}

/**
 * Removes what was never finished: uploads that nobody completed within a day, and deletions that a crash interrupted.
 * One that fails is left for the next time and keeps no other from being swept.
 */
export const makeSweepFiles = ({ store, objects, isFileInUse, now, log }: SweepDependencies) => {
  const sweep = async (file: StoredFile): Promise<boolean> => {
    // Marked first, so that a completion at the same moment either comes before or finds the file gone.
    if (file.status === 'uploading' && !(await store.move({ ...file, status: 'deleting' }, 'uploading')))
      return false;
    if (file.versionId !== undefined && (await isFileInUse(file.id))) {
      await store.move({ ...file, status: 'ready', sweepAt: undefined }, 'deleting');
      return false;
    }
    await objects.remove(file);
    await store.remove(file.id);
    return true;
  };

  return async (): Promise<Swept> => {
    let removed = 0;
    const failed = new Set<string>();
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const due = await store.listDue(new Date(now()).toISOString(), BATCH + failed.size);
      const rest = due.filter(({ id }) => !failed.has(id));
      if (rest.length === 0) break;
      for (const file of rest)
        try {
          if (await sweep(file)) removed += 1;
        } catch (thrown) {
          failed.add(file.id);
          log.error('a file was not swept', { file_id: file.id, cause: thrown });
        }
    }
    log.info('swept files', { removed, failed: failed.size });
    return { removed, failed: failed.size };
  };
};
