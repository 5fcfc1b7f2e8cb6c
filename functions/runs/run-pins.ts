import { aside } from '../platform/audit-context.ts';
import { unavailable } from '../platform/errors.ts';
import type { makePinEntity } from './entities.ts';
import type { Run } from './run.ts';

/** Writes and removes the pins of a run's files, which say that the run uses them. */
export const makeRunPins = (entity: () => ReturnType<typeof makePinEntity>) => ({
  pin: async ({ id, file_ids }: Run): Promise<void> => {
    if (file_ids.length === 0) return;
    const { unprocessed } = await aside(() =>
      entity()
        .put(file_ids.map((fileId) => ({ fileId, runId: id })))
        .go(),
    );
    if (unprocessed.length > 0) throw unavailable(new Error('some files were not pinned'));
  },
  unpin: async (runId: string, fileIds: readonly string[]): Promise<void> => {
    // What is left of it counts for nothing after a minute.
    if (fileIds.length > 0)
      await aside(() =>
        entity()
          .delete(fileIds.map((fileId) => ({ fileId, runId })))
          .go(),
      );
  },
});
