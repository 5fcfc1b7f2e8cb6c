import type { SetStore } from './set-store.ts';
import type { StrayStore } from './stray-store.ts';
import type { FolderCounts } from './views.ts';

/** Counts end here: beyond it "many" is all a person needs to know. */
const MAX_COUNT = 100;

/** Counts a folder's open sets and strays, up to 100 each. */
export type CountFolder = (folderId: string) => Promise<FolderCounts>;

export const makeCountFolder =
  ({ sets, strays }: { sets: Pick<SetStore, 'listOpen'>; strays: Pick<StrayStore, 'list'> }): CountFolder =>
  async (folderId) => {
    const [open, { rows }] = await Promise.all([
      sets.listOpen(folderId, MAX_COUNT),
      strays.list(folderId, undefined, MAX_COUNT),
    ]);
    return { openSets: open.length, strays: rows.length };
  };
