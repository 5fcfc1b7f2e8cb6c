import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import { admitRun, skipRun } from '../admission-moves.ts';
import { changeRun } from '../change-run.ts';
import { executionName, isFinal, isWaiting, type Run } from '../run.ts';
import type { StartExecution } from '../start-execution.ts';
import type { RunStore } from '../store.ts';
import { admit, type Decision } from './admit.ts';
import { expiredBy, freeSlots, type Ledger, withLeases, withoutSlots, withSlots } from './ledger.ts';
import type { QueueEntry } from './queue-entry.ts';
import { type Admission, MAX_ADMISSIONS, type QueueOwner, type QueueStore } from './queue-store.ts';

export interface DispatchDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace'>;
  readonly queue: Pick<
    QueueStore,
    'readLedger' | 'replaceLedger' | 'listLine' | 'listOwners' | 'removeEntry' | 'forgetOwner'
  >;
  readonly startExecution: StartExecution;
  /** Cancels a run in favour of a newer one with the same key. */
  readonly cancelRunning: (runId: string, by: QueueEntry) => Promise<unknown>;
  readonly now: () => number;
  readonly log: Log;
}

/** Why slots are looked at. */
export interface Occasion {
  /** A run that has ended, whose slot is free. */
  readonly ended?: string;
  /** A run that was just written: while no slot is free, nobody else is asked. */
  readonly arrived?: QueueEntry;
  /** Lines are looked at even while no slot is free: somebody's decision about skipping or cancelling may have been cut off. */
  readonly sweeping?: boolean;
}

/** How many of each line are looked at; and when slots are left although lines are longer: those wait for their scripts. */
const LOOK = 20;
const LONG_LOOK = 500;
/** Rounds against others who write the ledger at this moment. */
const MAX_ROUNDS = 25;
const PAUSE_MS = 15;

/** The lines as far as they were read. */
interface Lines {
  readonly waiting: readonly QueueEntry[];
  readonly empty: readonly QueueOwner[];
  /** Whether one is longer. */
  readonly cut: boolean;
}

/**
 * Gives free slots to runs that wait. Reads ledger and lines, asks the rule, and writes the ledger together with the runs it
 * admits and their outbox rows; then starts their executions. Called when a run was written, when one has ended, when the
 * limits were changed and every minute: whatever of it was cut off, the next call does. Answers whom it admitted.
 */
export const makeDispatch = (deps: DispatchDependencies) => {
  const { store, queue, startExecution, cancelRunning, now, log } = deps;
  const instant = () => new Date(now()).toISOString();

  const readLines = async (owners: readonly QueueOwner[], look: number): Promise<Lines> => {
    const lines = await Promise.all(owners.map(({ owner }) => queue.listLine(owner, look)));
    return {
      waiting: lines.flat(),
      empty: owners.filter((_owner, index) => lines[index]?.length === 0),
      cut: lines.some(({ length }) => length === look),
    };
  };

  /** Looks at the runs of some slots: takes back the slot of a run that is over, renews a lease that has expired. */
  const settle = async (ledger: Ledger, runIds: readonly string[]): Promise<Ledger> => {
    if (runIds.length === 0) return ledger;
    const found = await Promise.all(runIds.map((id) => store.find(id)));
    const isOver = (index: number): boolean => {
      const run = found[index];
      return run === undefined || isFinal(run);
    };
    const over = new Set(runIds.filter((_id, index) => isOver(index)));
    const left = withoutSlots(ledger, over);
    return withLeases(left, new Set(expiredBy(left, now()).map(({ run_id }) => run_id)), now());
  };

  const decide = async (
    ledger: Ledger,
    { arrived, sweeping }: Occasion,
  ): Promise<{ decision: Decision; empty: readonly QueueOwner[] }> => {
    const free = freeSlots(ledger);
    if (free <= 0 && sweeping !== true)
      return { decision: admit(ledger, arrived === undefined ? [] : [arrived]), empty: [] };
    const owners = await queue.listOwners();
    const first = await readLines(owners, LOOK);
    const decision = admit(ledger, first.waiting);
    if (decision.admit.length >= free || !first.cut) return { decision, empty: first.empty };
    const whole = await readLines(owners, LONG_LOOK);
    return { decision: admit(ledger, whole.waiting), empty: whole.empty };
  };

  /** The rows of those who are admitted. Who does not wait any more never will: its entry must not hold up the line. */
  const admissionsOf = async (entries: readonly QueueEntry[]): Promise<readonly Admission[]> => {
    const runs = await Promise.all(entries.map(({ id }) => store.find(id)));
    const stale = entries.filter((_entry, index) => {
      const run = runs[index];
      return run === undefined || !isWaiting(run);
    });
    await Promise.all(stale.map(queue.removeEntry));
    return runs.flatMap((before) => {
      const after = before === undefined ? undefined : admitRun(before, instant());
      return before === undefined || after === undefined ? [] : [{ before, after }];
    });
  };

  const skip = async (decision: Decision): Promise<void> => {
    for (const { run, holder } of decision.skip)
      await changeRun(store, run.id, (each) => skipRun(each, holder, instant()));
    for (const { holder, by } of decision.cancel) {
      log.info('cancelled for a newer run', { run_id: holder.run_id, newer: by.id });
      await cancelRunning(holder.run_id, by);
    }
  };

  const start = (runs: readonly Run[]): Promise<unknown> =>
    Promise.all(
      runs.map(async (run) => {
        try {
          await startExecution({ id: run.id, execution: executionName(run) });
        } catch (thrown) {
          log.warn('the execution is left to the sweeper', { run_id: run.id, cause: thrown });
        }
      }),
    );

  /** One decision; undefined: somebody else wrote the ledger meanwhile. */
  const round = async (
    occasion: Occasion,
  ): Promise<{ admitted: readonly Run[]; more: boolean } | undefined> => {
    const known = await queue.readLedger();
    const kept = occasion.ended === undefined ? known : withoutSlots(known, new Set([occasion.ended]));
    let ledger = await settle(
      kept,
      expiredBy(kept, now()).map(({ run_id }) => run_id),
    );
    let { decision, empty } = await decide(ledger, occasion);
    // Nobody is skipped or cancelled for a run that is over and whose slot was not given back.
    const inTheWay = [
      ...decision.skip.map(({ holder }) => holder),
      ...decision.cancel.map(({ holder }) => holder.run_id),
    ];
    const settled = await settle(ledger, [...new Set(inTheWay)]);
    if (settled !== ledger) {
      ledger = settled;
      ({ decision, empty } = await decide(ledger, occasion));
    }
    const chosen = decision.admit.slice(0, MAX_ADMISSIONS);
    const admissions = await admissionsOf(chosen);
    const admitted = admissions.map(({ after }) => after);
    const ids = new Set(admitted.map(({ id }) => id));
    const after = withSlots(
      ledger,
      chosen.filter(({ id }) => ids.has(id)),
      now(),
    );
    if (after !== known && !(await queue.replaceLedger(known, after, admissions))) return undefined;
    await start(admitted);
    await skip(decision);
    await Promise.all(empty.map((owner) => queue.forgetOwner(owner)));
    return { admitted, more: chosen.length < decision.admit.length };
  };

  return async (occasion: Occasion): Promise<readonly Run[]> => {
    const admitted: Run[] = [];
    for (let lost = 0; lost < MAX_ROUNDS; ) {
      const done = await round(occasion);
      if (done === undefined) {
        lost += 1;
        await sleep(Math.random() * PAUSE_MS * lost);
        continue;
      }
      admitted.push(...done.admitted);
      if (!done.more) return admitted;
    }
    log.warn('the queue is left to the sweeper: others write the ledger all the time', { ...occasion });
    return admitted;
  };
};

export type Dispatch = ReturnType<typeof makeDispatch>;
