import { recordEvent } from '../platform/audit-context.ts';
import { makeAuditLimit } from '../platform/audit-limit.ts';
import { decide } from '../platform/decide.ts';
import { notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import type { Language } from '../platform/text.ts';
import type { FindPlace } from './admission/read-queue.ts';
import type { RunObjects } from './objects.ts';
import { readOutcome } from './outcome.ts';
import { presentRun } from './present-run.ts';
import { isThere, type Run, thingOfRun } from './run.ts';
import type { RunStore } from './store.ts';

/** Somebody else's run that is looked at again and again is told of once in ten minutes. */
const foreignReads = makeAuditLimit(10 * 60_000);

const tellOfForeignRead = async (run: Run, caller: Caller): Promise<void> => {
  if (run.owner === caller.userId) return;
  if (foreignReads(`${caller.sessionId} ${run.id}`, Date.now()) === undefined) return;
  await recordEvent({
    action: 'runs.read',
    resource: { type: 'run', id: run.id },
    outcome: 'done',
    arguments: { owner: run.created_by, script: run.script },
  });
};

/** The run, if the caller may know of it; 40401 otherwise, in the same words as for one that does not exist. */
export const findVisibleRun = async (
  store: Pick<RunStore, 'find'>,
  id: string,
  caller: Caller,
): Promise<Run> => {
  const run = await store.find(id);
  if (run === undefined || !isThere(run) || !(await decide(caller, 'runs.read', thingOfRun(run))))
    throw notFound();
  await tellOfForeignRead(run, caller);
  return run;
};

/** Puts the whole run together: its row, what it was started with, its outcome, and its place while it waits. */
export const makeViewRun =
  ({
    store,
    objects,
    findPlace,
  }: {
    store: Pick<RunStore, 'findInputs'>;
    objects: Pick<RunObjects, 'readText'>;
    findPlace: FindPlace;
  }) =>
  async (run: Run, language: Language) => {
    const [inputs, outcome, place] = await Promise.all([
      store.findInputs(run.id),
      run.outcome_attempt === null ? undefined : readOutcome(objects, run.id, run.outcome_attempt),
      findPlace(run),
    ]);
    if (inputs === undefined) throw new Error(`the run ${run.id} has no inputs row`);
    return presentRun(run, inputs, outcome, place, language);
  };

export type ViewRun = ReturnType<typeof makeViewRun>;
