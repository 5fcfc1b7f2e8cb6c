import type { Run } from '../run.ts';
import type { Part } from './parts.ts';

/** Moves of a run that do not touch how it ended; no I/O. Undefined: nothing to change. */

const marked = (run: Run, facts: Partial<Run>): Run => ({ ...run, ...facts, revision: run.revision + 1 });

/** Keeps a run beyond every retention, or no longer. A final run that is unpinned is looked at the same day. */
export const setPinned = (run: Run, pinned: boolean, by: string, at: string): Run | undefined => {
  if (run.pinned === pinned || run.removed.includes('run')) return undefined;
  return marked(run, {
    pinned,
    pinned_by: pinned ? by : null,
    expires_at: null,
    look_on: pinned || run.finished_at === null ? null : at.slice(0, 10),
  });
};

/** Says that a part is no more, before it is removed: nobody is shown half of it, and a pin comes too late from now on. */
export const markRemoved = (run: Run, part: Part): Run | undefined =>
  run.pinned || run.finished_at === null || run.removed.includes(part)
    ? undefined
    : marked(run, { removed: [...run.removed, part] });

/** When it is to be looked at again, and when it will be gone. */
export const lookAgain = (run: Run, look_on: string, expires_at: string | null): Run | undefined =>
  run.pinned || (run.look_on === look_on && run.expires_at === expires_at)
    ? undefined
    : marked(run, { look_on, expires_at });
