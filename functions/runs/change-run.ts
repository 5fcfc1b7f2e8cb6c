import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditedChange, audited } from '../platform/audit-context.ts';
import { unavailable } from '../platform/errors.ts';
import type { Run } from './run.ts';
import type { RunStore } from './store.ts';

/** Writers of one run are few; this many rounds lost against them means that something is wrong. */
const MAX_ROUNDS = 20;
const PAUSE_MS = 20;

/** What came of a change: the run before and after it. The same object twice: the rule allowed no change. */
export interface Changed {
  readonly before: Run;
  readonly after: Run;
}

/**
 * Changes a run by a rule. The rule sees the run as it is and gives it as it shall be, or undefined: no change. When
 * somebody else was quicker the rule is asked again. Undefined: there is no such run. With `change` it is somebody's change,
 * which is written with its audit event.
 */
export const changeRun = async (
  store: Pick<RunStore, 'find' | 'replace'>,
  id: string,
  rule: (run: Run) => Run | undefined,
  change?: (before: Run, after: Run) => AuditedChange,
): Promise<Changed | undefined> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await store.find(id);
    if (before === undefined) return undefined;
    const after = rule(before);
    if (after === undefined || after === before) return { before, after: before };
    const write = () => store.replace(before, after);
    if (await (change === undefined ? write() : audited(change(before, after), write)))
      return { before, after };
    await sleep(Math.random() * PAUSE_MS * (round + 1));
  }
  throw unavailable(new Error(`the run ${id} is being changed by too many at once`));
};
