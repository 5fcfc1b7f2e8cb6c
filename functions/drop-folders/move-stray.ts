import type { DropObjects } from './drop-objects.ts';
import type { Stray } from './stray.ts';
import type { StrayStore } from './stray-store.ts';

/**
 * Moves a stray where it is to be: copied first, noted, then removed from the folder. Whatever a crash leaves undone
 * the next call does.
 */
export const makeMoveStray =
  ({
    strays,
    objects,
  }: {
    strays: Pick<StrayStore, 'put'>;
    objects: Pick<DropObjects, 'copy' | 'head' | 'removeUpTo'>;
  }) =>
  async (stray: Stray): Promise<void> => {
    const { key, versionId, moveTo } = stray;
    if (moveTo === null) return;
    await objects.copy(key, versionId, moveTo);
    const moved = await objects.head(moveTo);
    // Neither here nor there: somebody removed it; the row stays and says what it was.
    if (moved !== undefined)
      await strays.put({ ...stray, key: moveTo, versionId: moved.versionId, moveTo: null });
    await objects.removeUpTo(key, versionId);
  };

export type MoveStray = ReturnType<typeof makeMoveStray>;
