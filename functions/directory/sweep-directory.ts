import type { Log } from '../platform/log.ts';
import { readSettledTree } from './change-tree.ts';
import type { DepartmentStore } from './department-store.ts';

export interface SweepDirectoryDependencies {
  readonly departments: Pick<DepartmentStore, 'readTree' | 'place' | 'settle'>;
  /** Completes the rows of users of before; says how many. */
  readonly completeUsers: () => Promise<number>;
  readonly log: Log;
}

/** Ends what was cut off: a move of a department, and users whose rows are older than the list of users. */
export const makeSweepDirectory =
  ({ departments, completeUsers, log }: SweepDirectoryDependencies) =>
  async (): Promise<void> => {
    // One that is only under way loses nothing by it: every batch is on condition of the tree's version.
    await readSettledTree(departments);
    const completed = await completeUsers();
    if (completed > 0) log.info('completed users', { completed });
  };
